"""The statement that French law asks of a site: how far it keeps to the RGAA, and to whom one writes."""

from typing import Any

from django.views.generic import TemplateView

from cms.models import LegalSettings

# Of the RGAA's 106 criteria, as docs/accessibility.md has them one by one; a test holds the two equal.
MET, APPLICABLE = 68, 72
# Who helps where a site doesn't answer.
DEFENDER = "https://formulaire.defenseurdesdroits.fr/"


class AccessibilityView(TemplateView):
    template_name = "cms/accessibility.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = {"met": MET, "applicable": APPLICABLE, "percent": 100 * MET // APPLICABLE}
        return (
            super().get_context_data(**kwargs)
            | figures
            | {"legal": LegalSettings.load(self.request), "defender": DEFENDER}
        )
