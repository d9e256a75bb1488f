package rules.recognition_test

import data.rules.recognition
import data.testing

_verify(subject) := testing.request(object.union(testing.at_desk("identity_verify", "valid"), {"subject": subject}))

test_ordinary_consent_does_not_lift_it if {
	withheld := recognition.withhold with input as _verify({"consent": "granted"})
	withheld.id_card_no == {"recognition_restricted"}
}

test_separate_consent_lifts_it if {
	count(recognition.withhold) == 0 with input as _verify({"separate": ["identity_document"]})
}

test_waits_for_the_person if count(recognition.withhold) == 0 with input as _verify(null)

test_public_safety_is_free if {
	count(recognition.withhold) == 0 with input as testing.request(testing.asked_by("security-office", "public_security"))
}

test_people_see_their_own if {
	count(recognition.withhold) == 0 with input as testing.request(testing.asked_by("privacy-desk", "rights_request"))
}

test_a_contract_does_not_lift_it if {
	withheld := recognition.withhold with input as testing.request(testing.asked_by("app", "account_service"))
	withheld.id_card_no == {"recognition_restricted"}
}

_recognising contains name if {
	some name, field in data.registries.fields
	field.recognition
}

test_the_standards_kinds_recognise if {
	_recognising == {
		"biometric_template", "camera_image", "face_image", "id_card_no", "id_card_photo", "passport_no",
		"signature_image",
	}
}

test_every_field_that_recognises_is_restricted_under_ordinary_consent if {
	every name in _recognising {
		withheld := recognition.withhold with input as testing.base
			with data.registries.purposes.order_fulfil.fields as {name: {"treatment": "clear"}}
		withheld == {name: {"recognition_restricted"}}
	}
}
