# METADATA
# title: Cases generated from the registries
# description: Every consumer, each of its purposes and one foreign one, in every state of a person that a rule looks at.
package golden

_active := {
	"lifecycle": "active", "age": "adult", "guardian": "none", "consent": "granted",
	"separate": ["address", "identity_document", "property"], "restrictions": [],
}

_states := {
	"unknown person": null,
	"granted": _active,
	"granted without separate consent": object.union(_active, {"separate": []}),
	"never consented": object.union(_active, {"consent": "missing", "separate": []}),
	"stale": object.union(_active, {"consent": "stale"}),
	"withdrawn": object.union(_active, {"consent": "withdrawn"}),
	"frozen": object.union(_active, {"lifecycle": "frozen"}),
	"erased": object.union(_active, {"lifecycle": "erased"}),
	"child without guardian": object.union(_active, {"age": "child"}),
	"child with guardian": object.union(_active, {"age": "child", "guardian": "consented", "separate": ["guardian"]}),
	"unknown age": object.union(_active, {"age": "unknown"}),
	"restricted": object.union(_active, {"restrictions": ["processing"]}),
}

_foreign(consumer) := min({p | some p, _ in data.registries.purposes; not p in consumer.purposes})

_asked contains [name, purpose] if {
	some name, consumer in data.registries.consumers
	some purpose in consumer.purposes
}

_asked contains [name, _foreign(consumer)] if some name, consumer in data.registries.consumers

_staff(name, purpose) := {"role": data.registries.purposes[purpose].roles[0], "agreement": "valid"} if {
	data.registries.consumers[name].staff == "required"
}

_staff(name, purpose) := {"role": "desk_clerk", "agreement": "valid"} if {
	data.registries.consumers[name].staff == "required"
	not data.registries.purposes[purpose].roles
}

_staff(name, _) := null if not data.registries.consumers[name].staff

cases[title] := request if {
	some [name, purpose] in _asked
	some state, subject in _states
	title := concat(" · ", [name, purpose, state])
	request := {
		"caller": {"consumer": name, "kind": data.registries.consumers[name].kind, "staff": _staff(name, purpose)},
		"purpose": purpose,
		"operation": data.registries.purposes[purpose].operations[0],
		"channel": null,
		"subject": subject,
		"evidence": null,
		"context": {"day": "2026-11-24", "contained": false, "contained_fields": []},
	}
}

# METADATA
# description: Each case as it is decided and committed; fields outside the purpose are left to the rule's own test.
decided[title] := {"input": request, "decision": told} if {
	some title, request in cases
	decision := data.rules.decision with input as request
	told := {
		"allow": decision.allow, "reasons": decision.reasons, "plan": decision.plan,
		"withheld": {field: code | some field, code in decision.withheld; code != "field_outside_purpose"},
	}
}

# METADATA
# description: The same as the committed file spells it, a case a line.
text := concat("", ["{\"committed\": {\n", concat(",\n", _lines), "\n}}"])

_lines := [line |
	some title in sort(object.keys(decided))
	line := sprintf("%s: %s", [json.marshal(title), json.marshal(decided[title])])
]
