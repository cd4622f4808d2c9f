from django.urls import include, path
from wagtail import hooks

from investigations.admin import review
from investigations.admin.investigations import investigations
from investigations.admin.menu import review_item
from investigations.log_actions import register_actions

hooks.register("register_admin_urls", lambda: [path("relecture/", include((review.urlpatterns, "review")))])
hooks.register("register_admin_menu_item", review_item)
hooks.register("register_admin_viewset", lambda: [investigations])
hooks.register("register_log_actions", register_actions)
