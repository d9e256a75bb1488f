# METADATA
# title: Collection by channel
# description: A channel takes in what its profile names, the purposes that it serves and of each the fields that are needed or may be given. Consent is taken at every channel.
# custom:
#   effect: refuse
#   entry: channels/{channel}/purposes
#   codes:
#     channel_purpose: {clause: "4.2", en: This channel takes nothing in for this purpose, zh: 该渠道不为此目的收集信息}
#     field_outside_channel: {clause: 4.1.3-a, en: The profile of this channel lacks this field, zh: 该渠道的采集清单没有此字段}
package rules.channel

import data.rules.facts

_collects if input.operation == "collect"

_profile := data.registries.channels[input.channel].purposes[input.purpose]

_named contains name if some name, _ in _profile.required

_named contains name if some name in _profile.optional

# What the gateway makes of a field of the profile comes with it.
_made contains made if {
	some name in _named
	some made, _ in facts.fields[name].derives
}

refuse contains "channel_purpose" if {
	_collects
	not _profile
}

# A field that the purpose does not need either is told as such.
refuse contains "field_outside_channel" if {
	_collects
	_profile
	some name in input.evidence.fields
	name in facts.planned
	not name in (_named | _made)
}
