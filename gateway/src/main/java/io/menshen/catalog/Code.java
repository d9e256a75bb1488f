package io.menshen.catalog;

/**
 * A QR code that stands at a place (T/CCAGM 002 4.2).
 *
 * @param label what the place is called
 * @param owner the role that answers for what is taken in by it (T/CCAGM 002 5.2)
 * @param channel the channel that it leads to
 * @param place the kind of place
 * @param purpose what a person scans it for
 * @param noticeVersion version of the purpose whose notice it leads to, 1 or more
 * @param sign what is written beside it
 */
public record Code(
        Label label,
        String owner,
        String channel,
        Place place,
        String purpose,
        int noticeVersion,
        Label sign) {

    /** Where a code may stand. */
    public enum Place {
        DESK,
        TILL,
        COUNTER,
        GIFT_STAND,
        CAR_PARK,
        ENTRANCE
    }
}
