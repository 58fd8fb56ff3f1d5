"""Events written down in tests."""


def status(system: str, code: str, second: float | None = None, **rest: object) -> dict[str, object]:
    """A status that was shown so many seconds after nine."""
    shown = {"code": code, **{key: rest.pop(key) for key in ("to", "layer", "reason") if key in rest}}
    return {"kind": "status", "at": at(second), "system": system, "status": shown, **rest}


def at(second: float | None) -> str | None:
    if second is None:
        return None
    minutes, seconds = divmod(second, 60)
    return f"2026-03-02T{9 + int(minutes) // 60:02}:{int(minutes) % 60:02}:{seconds:06.3f}Z"
