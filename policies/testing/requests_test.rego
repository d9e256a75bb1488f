# METADATA
# title: Requests for tests
# description: One request that is allowed; each test names what it changes.
package testing

base := {
	"caller": {"consumer": "delivery", "kind": "internal", "staff": null},
	"purpose": "order_fulfil",
	"operation": "read",
	"channel": null,
	"subject": {
		"lifecycle": "active", "age": "adult", "guardian": "none", "consent": "granted",
		"separate": [], "restrictions": [],
	},
	"evidence": null,
	"context": {"day": "2026-11-23", "contained": false, "contained_fields": []},
}

request(changes) := object.union(base, changes)

asked_by(consumer, purpose) := {"caller": {"consumer": consumer}, "purpose": purpose}

at_desk(purpose, agreement) := {
	"caller": {"consumer": "service-desk", "staff": {"role": "desk_clerk", "agreement": agreement, "retrieval": "one"}},
	"purpose": purpose,
}

test_the_base_is_allowed if {
	data.rules.decision.allow with input as base
}
