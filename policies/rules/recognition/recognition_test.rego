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
