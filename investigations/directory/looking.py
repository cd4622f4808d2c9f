"""What the worker notes of a link: it is asked once, from here, and never while somebody waits."""

import ssl

from investigations.directory.models import CitizenProject, LinkCheck
from workshop.strange_links import NoSuchNameError, NotPublicError, WandersError, status_of

SECONDS = 8.0
Outcome = LinkCheck.Outcome


def links_of(project: CitizenProject) -> list[str]:
    return [link for link in (project.website, project.helloasso_url) if link]


def look_at(link: str) -> LinkCheck.Outcome:
    try:
        status = status_of(link, seconds=SECONDS)
    except NotPublicError:
        return Outcome.PRIVATE
    except NoSuchNameError:
        return Outcome.NO_SUCH_NAME
    except WandersError:
        return Outcome.WANDERS
    except ssl.SSLCertVerificationError:
        return Outcome.CERTIFICATE
    except OSError:
        return Outcome.SILENT
    if status < 400:
        return Outcome.ANSWERS
    if status in {404, 410}:
        return Outcome.GONE
    return Outcome.FAILS if status >= 500 else Outcome.REFUSES
