"""The watch desk's addresses."""

from django.urls import path

from amanat.capabilities.watch.pages import board, task

app_name = "watch"
urlpatterns = [
    path("desk/watch", board.board, name="board"),
    path("desk/watch/deals/<str:code>", board.deal, name="deal"),
    path("desk/watch/<int:task_id>", task.task, name="task"),
    path("desk/watch/<int:task_id>/take", task.take, name="take_task"),
    path("desk/watch/<int:task_id>/number", task.number, name="show_number"),
    path("desk/watch/<int:task_id>/call", task.note_call, name="note_call"),
    path("desk/watch/<int:task_id>/later", task.reschedule, name="reschedule"),
    path("desk/watch/<int:task_id>/hand-over", task.hand_over, name="hand_over"),
    path("desk/watch/<int:task_id>/finish", task.finish, name="finish_task"),
]
