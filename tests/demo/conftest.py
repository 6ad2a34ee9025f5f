from tests.demo.house import demo_house, small_paper

__all__ = ["demo_house", "small_paper"]
