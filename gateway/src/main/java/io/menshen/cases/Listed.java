package io.menshen.cases;

import io.menshen.cases.CaseFilter.Place;
import java.util.Optional;

/**
 * A case of a list.
 *
 * @param row empty where it was changed behind the gateway's back
 */
record Listed(Place place, Optional<CaseRow> row) {}
