from tests.demo.small_content import loaded_demo, small_site

__all__ = ["loaded_demo", "small_site"]
