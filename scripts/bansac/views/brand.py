"""The identity on its own pages: mark, ring, palette, type, rules."""

from __future__ import annotations

from bansac.markdown import Shortcode
from bansac.scene import Scene, View


def component(scene: Scene, code: Shortcode) -> View:
    """``{{ brand-mark }}`` and its like: ready views, with texts in the page's language."""
    return _localized(scene, scene.brand[code.name])


def rules(scene: Scene, code: Shortcode) -> View:
    """``{{ brand-rules level=must }}``."""
    view = _localized(scene, scene.brand["brand-rules"])
    level = code.option("level")
    found = [rule for rule in view["rules"] if not level or rule["level"] == level]
    return {"rules": [{**rule, "level_text": scene.t(f"level.{rule['level']}")} for rule in found]}


def _localized(scene: Scene, value: object) -> View:
    result = _walk(scene, value)
    return result if isinstance(result, dict) else {}


def _walk(scene: Scene, value: object) -> object:
    """Replace every localized text by the view of its text; assets get the page's root."""
    if isinstance(value, dict):
        if "vi" in value and all(isinstance(text, str) for text in value.values()):
            return scene.tr(value)
        return {key: _walk(scene, inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(scene, inner) for inner in value]
    return value
