from wagtail import hooks

from cms.admin.log import register_actions

hooks.register("register_log_actions", register_actions)
