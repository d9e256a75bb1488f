# METADATA
# title: Facts that the rules share
# description: What the request names, as the registries know it. Nothing here decides.
package rules.facts

consumer := data.registries.consumers[input.caller.consumer]

purpose := data.registries.purposes[input.purpose]

fields := data.registries.fields

deployment := data.registries.deployment

# The fields of the purpose; those of an unknown purpose are none.
planned contains name if some name, _ in purpose.fields

subject_known if is_object(input.subject)

# The basis that counts: vendors work on that of the purpose they serve. What rests on nothing known asks for consent.
default basis := "consent"

basis := purpose.basis if purpose.basis != "parent"

basis := data.registries.purposes[purpose.parent].basis if purpose.basis == "parent"

rests_on_consent if basis in {"consent", "separate_consent", "guardian_consent", "parent"}

# With the strict profile what is treated as sensitive is sensitive; a field of no known sensitivity is too.
_general contains "G"

_general contains "P" if deployment.sensitivity == "named"

_harmless(name) if fields[name].sensitivity in _general

sensitive contains name if {
	some name in planned
	not _harmless(name)
}

by_law if basis in {"legal_duty", "public_safety"}

marketing if purpose.marketing

profiling if {
	some manner in purpose.manner
	manner in {"profiling", "automated_decision"}
}
