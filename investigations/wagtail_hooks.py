from wagtail import hooks

from investigations.log_actions import register_actions

hooks.register("register_log_actions", register_actions)
