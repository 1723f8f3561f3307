"""This app's addresses. The account library's own are not mounted: nothing unstyled can be reached."""

from django.urls import URLPattern, path

from knotwork.people.views import devices, first, hosting, leaving, names, passkeys, profile, signing_in

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.code, name="sign_in_code"),
    path("sign-in/letter/", signing_in.another_letter, name="sign_in_letter"),
    path("sign-in/link/<str:token>/", signing_in.link, name="sign_in_link"),
    path("sign-in/password/", signing_in.password, name="sign_in_password"),
    path("sign-in/passkey/", passkeys.passkey_sign_in, name="passkey_sign_in"),
    path("sign-in/second-step/", signing_in.second_step, name="second_step"),
    path("sign-up/", signing_in.sign_up, name="sign_up"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("signed-out/", signing_in.signed_out, name="signed_out"),
    path("first/<str:secret>/", first.first, name="first"),
    path("printed/<uuid:proof_id>/<str:token>/", first.printed_link, name="printed_link"),
    path("profile/", profile.profile, name="profile"),
    path("profile/proof/", profile.proof, name="proof"),
    path("profile/address/", profile.address, name="address"),
    path("profile/address/codes/", profile.address_codes, name="address_codes"),
    path("profile/password/", profile.password, name="password"),
    path("profile/password/removal/", profile.password_removal, name="password_removal"),
    path("profile/second-step/", profile.second_step, name="new_second_step"),
    path("profile/second-step/removal/", profile.second_step_removal, name="second_step_removal"),
    path("profile/passkeys/", passkeys.passkeys, name="passkeys"),
    path("profile/passkeys/<int:passkey_id>/removal/", passkeys.passkey_removal, name="passkey_removal"),
    path("profile/names/", names.names, name="names"),
    path("profile/names/found/", names.names_found, name="names_found"),
    path("profile/names/<uuid:name_id>/", names.name, name="name"),
    path("profile/names/<uuid:name_id>/removal/", names.name_removal, name="name_removal"),
    path("profile/taking-out/", leaving.taking_out, name="taking_out"),
    path("profile/export/", leaving.export, name="export"),
    path("profile/departure/", leaving.departure, name="departure"),
    path("departed/", leaving.departed, name="departed"),
    path("host/accounts/", hosting.accounts, name="accounts"),
    path("host/accounts/<uuid:person_id>/end/", hosting.host_end, name="host_end"),
    path("devices/", devices.devices, name="devices"),
    path("devices/others/end/", devices.others_end, name="others_end"),
    path("devices/<int:device_id>/end/", devices.device_end, name="device_end"),
    path("devices/phone/", devices.phone_offer, name="phone_offer"),
    path("devices/phone/<uuid:ticket_id>/", devices.phone_ticket, name="phone_ticket"),
    path("phone/", devices.phone_code, name="phone_code"),
    path("phone/<str:code>/", devices.phone, name="phone"),
]
