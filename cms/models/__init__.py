from cms.models.gifts import Gift, GiftPayment
from cms.models.images import PublicImage, PublicRendition
from cms.models.legal import LegalSettings
from cms.models.names import NameCheck
from cms.models.newsletter import Delivery, NewsletterIssue, SilentAddress, Subscriber
from cms.models.newspapers import Newspaper, NewspaperStory
from cms.models.pages import ClassroomIndexPage, ClassroomPage, HomePage, StoryIndexPage
from cms.models.removals import RemovalRequest
from cms.models.replies import StoryReply
from cms.models.settings import PublishingSettings
from cms.models.stories import StoryPage
from cms.models.text_pages import TextPage

__all__ = [
    "ClassroomIndexPage",
    "ClassroomPage",
    "Delivery",
    "Gift",
    "GiftPayment",
    "HomePage",
    "LegalSettings",
    "NameCheck",
    "NewsletterIssue",
    "Newspaper",
    "NewspaperStory",
    "PublicImage",
    "PublicRendition",
    "PublishingSettings",
    "RemovalRequest",
    "SilentAddress",
    "StoryIndexPage",
    "StoryPage",
    "StoryReply",
    "Subscriber",
    "TextPage",
]
