package io.menshen.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.intake.IntakeRequest.Act;
import io.menshen.intake.IntakeRequest.Verification;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.web.StrictJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * What the columns of a CSV mean, and what holds for all of its rows.
 *
 * @param columns the field of each column that is taken in, by the column's name in the first row
 * @param ignored columns that are passed over; null for none
 * @param lists what stands between several values of one cell, by column; null for none
 * @param subject the column that says whom a row is about, and by what it names them: {@code token}
 *     or a look-up field; null where the fields hold an identifier
 * @param noticeVersion as in an intake, of all rows; so are {@code noticeHash} and {@code
 *     verification}
 * @param consents one for a purpose; null for none
 */
record CsvMapping(
        @JsonProperty(required = true) String channel,
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Map<String, String> columns,
        @Nullable List<String> ignored,
        @Nullable Map<String, String> lists,
        @Nullable Map<String, String> subject,
        @Nullable Integer noticeVersion,
        @Nullable String noticeHash,
        @Nullable Verification verification,
        @Nullable List<CsvConsent> consents) {
    private static final String HEADER = "Menshen-Mapping";

    /**
     * A consent that rows may bring.
     *
     * @param noticeVersion as in an intake; so are {@code noticeHash}, {@code act} and {@code
     *     separate}
     * @param column whose cell says whether the person consented; null where each did
     * @param yes words of that column that say so; any other is none
     * @param atColumn whose cell says when, as a day or a time with its offset; null for now
     * @param where the registered channel at which they did; null for that of the import
     */
    record CsvConsent(
            @JsonProperty(required = true) String purpose,
            @JsonProperty(required = true) Integer noticeVersion,
            @JsonProperty(required = true) String noticeHash,
            @JsonProperty(required = true) Act act,
            @Nullable List<String> separate,
            @Nullable String column,
            @Nullable List<String> yes,
            @Nullable String atColumn,
            @Nullable String where) {}

    /**
     * The mapping that is sent along, as base64url of its JSON.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where there is none, or it is not
     *     one
     */
    static CsvMapping of(ServerRequest request, StrictJson json) {
        var sent = request.headers().header(HEADER);
        if (sent.size() != 1) {
            throw refused("mapping_missing", "CSV needs the header " + HEADER + ", once.");
        }
        try {
            return json.read(Base64.getUrlDecoder().decode(sent.getFirst()), CsvMapping.class);
        } catch (IllegalArgumentException _) {
            throw refused("mapping", HEADER + " is base64url of a JSON object in UTF-8.");
        }
    }

    private static RuntimeException refused(String code, String detail) {
        return Refusal.invalid(List.of(new Fault("/headers/" + HEADER, code, detail)))
                .toException();
    }

    /** A digest of all that it says. */
    Bytes digest(StrictJson json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Bytes.copyOf(digest.digest(json.write(this)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All columns that must be there, in no order. */
    Set<String> needed() {
        var needed = new HashSet<>(columns.keySet());
        needed.addAll(about().keySet());
        for (var consent : given()) {
            if (consent.column() != null) {
                needed.add(consent.column());
            }
            if (consent.atColumn() != null) {
                needed.add(consent.atColumn());
            }
        }
        return needed;
    }

    /** By what a row names whom it is about, by the column; empty where the fields do. */
    Map<String, String> about() {
        return subject == null ? Map.of() : subject;
    }

    /** Whether a column is passed over. */
    boolean isIgnored(String column) {
        return ignored != null && ignored.contains(column);
    }

    List<CsvConsent> given() {
        return consents == null ? List.of() : consents;
    }
}
