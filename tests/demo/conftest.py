from tests.demo.small_content import demo_house, small_paper

__all__ = ["demo_house", "small_paper"]
