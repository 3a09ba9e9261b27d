"""The look: colours of the light and the dark theme, and the drawn marks. All of it is ours, none of it is fetched."""

from __future__ import annotations

LIGHT = {
    "primaryColor": "#b23a2e",
    "backgroundColor": "#fffdfa",
    "secondaryBackgroundColor": "#f5f1ea",
    "textColor": "#26211c",
    "borderColor": "#e2dacd",
    "linkColor": "#9a3126",
}
DARK = {
    "primaryColor": "#d9624b",
    "backgroundColor": "#171412",
    "secondaryBackgroundColor": "#221e1a",
    "textColor": "#ece6dd",
    "borderColor": "#3a342d",
    "linkColor": "#f0957f",
}

_SHAPE = (
    '<rect width="32" height="32" rx="9" fill="#b23a2e"/>'
    '<path d="M8 9.5h4.2l4 10.6 4-10.6H24L17.9 24h-3.6z" fill="#fff6e6"/>'
)
ICON = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{_SHAPE}</svg>'
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 136 32">'
    f"<style>text{{fill:{LIGHT['textColor']}}}"
    f"@media(prefers-color-scheme:dark){{text{{fill:{DARK['textColor']}}}}}</style>"
    f'{_SHAPE}<text x="42" y="23.5" font-family="Georgia,serif" font-size="23">Vermeil</text></svg>'
)
