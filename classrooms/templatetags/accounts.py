from django import template

from classrooms import second_factor
from classrooms.models import User

register = template.Library()


@register.filter
def needs_second_factor(user: User) -> bool:
    return second_factor.is_demanded_of(user)
