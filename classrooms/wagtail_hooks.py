from wagtail import hooks

from classrooms.admin.classrooms import classrooms
from classrooms.admin.home import add_panels, empty_summary, hide_from_teachers
from classrooms.admin.log import register_actions
from classrooms.admin.schools import school_chooser, schools

hooks.register("register_admin_viewset", lambda: [classrooms, schools, school_chooser])
hooks.register("register_log_actions", register_actions)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("construct_homepage_summary_items", empty_summary, order=1000)
hooks.register("construct_main_menu", hide_from_teachers)
