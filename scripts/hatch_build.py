"""Put templates/ and feeds.yaml inside the wheel's package."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TravellingFiles(BuildHookInterface):  # type: ignore[type-arg]  # of any builder
    """Add the files that stand at the top of the repository to a real wheel."""

    def initialize(  # type: ignore[explicit-override]  # builds have no extensions
        self, version: str, build_data: dict[str, Any]
    ) -> None:
        if version == "standard":
            travelling = {
                name: f"digest/{name}" for name in ("templates", "feeds.yaml")
            }
            build_data["force_include"].update(travelling)
