"""A room asks those above it: answers come in order, and a question nobody answers has none."""

from ocop.asking import Question


def test_a_question_nobody_answers_has_no_answer() -> None:
    question: Question[[int], str] = Question("How many?")
    assert question.ask(3) == []


def test_every_answer_is_heard_in_the_order_it_was_given() -> None:
    question: Question[[int], str] = Question("How many?")

    @question
    def first(number: int) -> str:
        return f"một {number}"

    @question
    def second(number: int) -> str:
        return f"hai {number}"

    assert question.ask(3) == ["một 3", "hai 3"]
    assert first(1) == "một 1"
    assert second(1) == "hai 1"
