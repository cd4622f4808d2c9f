"""An undefined variable in a template of ours fails the test; Wagtail's and allauth's live by Django's own rule."""

from pathlib import Path

import pytest
from django.template import Context, Variable, VariableDoesNotExist
from django.template.base import VariableNode
from django.template.defaultfilters import default, default_if_none

TEMPLATES = str(Path(__file__).resolve().parents[1] / "templates") + "/"


class UndefinedVariable(AssertionError):
    """Not a VariableDoesNotExist, which Django would swallow."""


class Strict:
    def __init__(self, variable: Variable, place: str) -> None:
        self.variable, self.place = variable, place

    def resolve(self, context: Context) -> object:
        try:
            return self.variable.resolve(context)
        except VariableDoesNotExist as error:
            raise UndefinedVariable(f"{{{{ {self.variable} }}}} is not defined in {self.place}") from error


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail():
    """``|default`` as the first filter says that a variable may be missing."""
    render = VariableNode.render

    def strictly(self: VariableNode, context: Context) -> str:
        expression, place = self.filter_expression, str(self.origin)
        if place.startswith(TEMPLATES) and isinstance(expression.var, Variable):
            filters = [filter_[0] for filter_ in expression.filters]
            if not filters or filters[0] not in {default, default_if_none}:
                expression.var = Strict(expression.var, place)
        return render(self, context)

    VariableNode.render = strictly
    yield
    VariableNode.render = render
