package io.menshen.standalone.demo;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, and under which purpose.
 *
 * @param staff the member of staff; null where a system asks for itself
 * @param scope the token scope of the purpose
 */
record Asker(String consumer, String purpose, @Nullable String staff, String scope) {
    static final Asker DELIVERY = new Asker("delivery", "order_fulfil", null, "orders");
    static final Asker APP = new Asker("app", "member_register", null, "membership");
    static final Asker PRIVACY =
            new Asker("privacy-desk", "rights_request", "s-privacy-01", "rights");
    static final Asker DESK = new Asker("service-desk", "customer_care", "s-desk-01", "care");
    static final Asker DESK_IDENTITY =
            new Asker("service-desk", "identity_verify", "s-desk-01", "identity");
    static final Asker MARKETING =
            new Asker("mail-marketing", "marketing_email", null, "marketing");
    static final Asker ANALYTICS = new Asker("analytics", "analytics_deid", null, "analytics");
    static final Asker VENDOR = new Asker("vendor-x", "vendor_processing", null, "vendor");
}
