package io.menshen.benchmarks.bare;

import java.util.Map;
import java.util.UUID;

/**
 * The answer of a comparison server.
 *
 * @param fields all six values by field
 */
record Person(UUID id, Map<String, String> fields) {
    /** Who is asked for. */
    record Wanted(UUID id) {}
}
