"""The own account: name, telephone, and the roles held."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ocop.pages.person import signed_in
from ocop.people.forms import OwnDetailsForm
from ocop.people.operations import update_own_details
from ocop.people.queries import role_lines


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the own roles; change the own name and telephone."""
    user = signed_in(request)
    form = OwnDetailsForm(request.POST or None, initial={"full_name": user.full_name, "phone": user.phone})
    if request.method == "POST" and form.is_valid():
        update_own_details(user, **form.cleaned_data, by=user, at=timezone.now())
        messages.success(request, "Đã lưu thông tin của bạn.")
        return redirect("people:account")
    return render(
        request, "people/account.html", {"form": form, "has_errors": bool(form.errors), "roles": role_lines(user)}
    )
