# METADATA
# title: Decision
# description: Deny is the default. Every rule is asked; what no rule refuses is allowed with a plan of how each field may be shown.
# custom:
#   effect: refuse
#   codes:
#     undecided: {clause: 4.1.1, en: What cannot be decided is refused, zh: 无法判定则拒绝}
#     never_disclosed: {clause: 4.1.4-d, en: No policy discloses this field, zh: 任何策略均不得披露此字段}
package rules

import data.rules.age
import data.rules.agreement
import data.rules.channel
import data.rules.collection
import data.rules.consent
import data.rules.containment
import data.rules.deidentified
import data.rules.facts
import data.rules.lifecycle
import data.rules.manner
import data.rules.provision
import data.rules.purpose
import data.rules.recognition
import data.rules.restriction
import data.rules.scope
import data.rules.security
import data.rules.separate
import data.rules.staff

_refusals := union({
	age.refuse, agreement.refuse, channel.refuse, collection.refuse, consent.refuse, containment.refuse, lifecycle.refuse,
	manner.refuse, provision.refuse, purpose.refuse, restriction.refuse, scope.refuse, security.refuse, staff.refuse,
}) if {
	not _withdraws
}

# A withdrawal only lessens what may be done with a person's data: nothing but who asks, and for what, refuses it (4.1.2-d).
_refusals := union({manner.refuse, purpose.refuse, staff.refuse}) if _withdraws

# So does a link that opens the way to one.
_withdraws if input.operation in {"withdraw", "link"}

# What only takes away, or keeps the case of a request, shows nothing.
_shows_nothing if input.operation in {"withdraw", "link", "freeze", "close", "erase", "open", "handle", "decide", "lift", "retrieve", "approve"}

_withholdings := [
	age.withhold, containment.withhold, deidentified.withhold, recognition.withhold, scope.withhold, separate.withhold,
	staff.withhold,
]

# Of several reasons the first by name is told, so that the answer is always the same.
_withheld[name] := code if {
	not _shows_nothing
	some name, _ in facts.fields
	codes := {c | some withhold in _withholdings; some c in withhold[name]}
	code := min(codes)
}

_plan[name] := _shown(facts.purpose.fields[name]) if {
	some name in facts.planned
	not _withheld[name]
	not _shows_nothing
}

_shown(entry) := {"treatment": entry.treatment, "by": entry.by}

_shown(entry) := {"treatment": entry.treatment} if not entry.by

# Operations that show something need something to show.
_shows if input.operation in {"read", "match", "resolve", "tokenize", "message", "export"}

_nothing_left contains code if {
	_shows
	count(_plan) == 0
	some name in facts.planned
	code := _withheld[name]
}

# A request that neither knows the person's state nor says that it does not is not decided.
_odd contains "undecided" if not _stated

_stated if input.subject == null

_stated if is_object(input.subject)

_reasons := (_refusals | _nothing_left) | _odd

_revision := object.get(data.registries, "revision", 0)

default decision := {"allow": false, "reasons": ["undecided"], "plan": {}, "withheld": {}, "revision": 0}

# METADATA
# entrypoint: true
decision := {"revision": _revision, "allow": false, "reasons": sort(_reasons), "plan": {}, "withheld": {}} if count(_reasons) > 0

decision := {"revision": _revision, "allow": true, "reasons": [], "plan": _plan, "withheld": _withheld} if count(_reasons) == 0

# METADATA
# title: Explanation
# description: The reasons, and beside them the plan that would stand if none of them refused. It allows nothing.
# entrypoint: true
explanation := {"reasons": sort(_reasons), "plan": _plan, "withheld": _withheld}
