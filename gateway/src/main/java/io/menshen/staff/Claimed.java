package io.menshen.staff;

import java.util.Set;

/**
 * What the provider says of who logged in.
 *
 * @param person the opaque id by which the staff registry knows them
 * @param roles the provider's words for what they are
 */
record Claimed(String person, Set<String> roles) {}
