from django import template

from workshop import links

register = template.Library()
register.filter("web_link", links.web_link)
