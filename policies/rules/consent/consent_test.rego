package rules.consent_test

import data.rules.consent
import data.testing

_marketing(state) := testing.request({
	"caller": {"consumer": "mail-marketing"}, "purpose": "marketing_email",
	"subject": {"consent": state},
})

test_granted if count(consent.refuse) == 0 with input as _marketing("granted")

test_refuses_without_consent if consent.refuse == {"consent_missing"} with input as _marketing("missing")

test_refuses_stale_consent if consent.refuse == {"consent_stale"} with input as _marketing("stale")

test_refuses_withdrawn_consent if consent.refuse == {"consent_withdrawn"} with input as _marketing("withdrawn")

test_a_contract_needs_no_consent if {
	count(consent.refuse) == 0 with input as testing.request({"subject": {"consent": "missing"}})
}

test_the_strict_profile_asks_for_it_all_the_same if {
	refused := consent.refuse with input as testing.request({"subject": {"consent": "missing"}})
		with data.registries.deployment.consent as "strict"
	refused == {"consent_missing"}
}

test_law_needs_no_consent_in_the_strict_profile if {
	recall := testing.request({"purpose": "recall_safety", "subject": {"consent": "missing"}})
	refused := consent.refuse with input as recall with data.registries.deployment.consent as "strict"
	count(refused) == 0
}

test_a_state_that_nobody_knows_is_no_consent if {
	consent.refuse == {"consent_missing"} with input as _marketing("perhaps")
}

test_a_purpose_that_rests_on_a_chain_asks_for_consent if {
	served := testing.request({"purpose": "vendor_processing", "subject": {"consent": "missing"}})
	refused := consent.refuse with input as served with data.registries.purposes.order_fulfil.basis as "parent"
	refused == {"consent_missing"}
}

test_says_nothing_before_the_person_is_known if {
	unknown := object.union(_marketing("granted"), {"subject": null})
	count(consent.refuse) == 0 with input as unknown
}
