package io.menshen.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a channel hands in, as it is written.
 *
 * @param channel a registered channel
 * @param purpose a registered purpose
 * @param noticeVersion version of the purpose whose notice the person was shown; null where a
 *     consent to the purpose stands already or is given here
 * @param noticeHash of that notice's text, where its version is named
 * @param fields one value or a list of values by field
 * @param consents given with this intake; null for none
 * @param guardian {@code CONSENTED} where a guardian consented; null where nothing was said
 * @param verification how the person was known: none, code or desk; null for none
 * @param subject whom it is about, by one member: {@code token}, or a look-up field that the caller
 *     may resolve by; null where the fields hold an identifier, which then knows or makes the
 *     person
 * @param code the text of the QR code by which the person came; null where there was none
 */
public record IntakeRequest(
        @JsonProperty(required = true) String channel,
        @JsonProperty(required = true) String purpose,
        @Nullable Integer noticeVersion,
        @Nullable String noticeHash,
        @JsonProperty(required = true) Map<String, Given> fields,
        @Nullable List<ConsentGiven> consents,
        @Nullable Guardian guardian,
        @Nullable Verification verification,
        @Nullable Map<String, Personal<String>> subject,
        @Nullable String code) {

    /** How the person was known to be the one. */
    public enum Verification {
        NONE,
        CODE,
        DESK
    }

    /**
     * One act of consent (T/CCAGM 002 4.1.3-c: an act, never silence).
     *
     * @param noticeVersion version of the purpose whose notice was shown
     * @param noticeHash of that notice's text, in both languages
     * @param act what the person did
     * @param separate sensitive kinds consented to one by one; null for none
     * @param bundled whether one act covered several purposes or kinds at once; null for no
     * @param earlier when and where it was given, of an import; null where it is given now
     */
    public record ConsentGiven(
            @JsonProperty(required = true) String purpose,
            @JsonProperty(required = true) Integer noticeVersion,
            @JsonProperty(required = true) String noticeHash,
            @JsonProperty(required = true) Act act,
            @Nullable List<String> separate,
            @Nullable Boolean bundled,
            @Nullable Earlier earlier) {}

    /**
     * Evidence of a consent that was given before it is handed in.
     *
     * @param at a day, or a time with its offset from UTC; not in the future
     * @param channel the registered channel at which it was given
     */
    public record Earlier(
            @JsonProperty(required = true) String at,
            @JsonProperty(required = true) String channel) {}

    /** What a person did to consent; what was ticked beforehand or not said is none of these. */
    public enum Act {
        TICKED,
        CLICKED,
        SIGNED,
        SPOKEN
    }
}
