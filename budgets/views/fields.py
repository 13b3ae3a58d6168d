"""Fields that several forms have."""

from django import forms

LONGEST_NUMBER = 18


class SeveralField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        """A number that no column holds is no row: the database would not answer at all."""
        for each in value or ():
            if len(str(each)) > LONGEST_NUMBER:
                words = self.error_messages["invalid_choice"]
                raise forms.ValidationError(words, code="invalid_choice", params={"value": "…"})
        return super().clean(value)


def day_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=help_text, required=required)
