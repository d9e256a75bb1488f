package io.menshen.decision;

import java.util.List;
import java.util.Map;

/**
 * Why a request would be decided so. It allows nothing.
 *
 * @param reasons every code that refuses, sorted; empty where nothing does
 * @param plan how each field could be shown if nothing refused
 * @param withheld why each other field could not
 */
public record Explanation(
        List<String> reasons, Map<String, Decision.Shown> plan, Map<String, String> withheld) {}
