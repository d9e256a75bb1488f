package io.menshen.standalone.people;

import static io.menshen.kernel.Age.ADULT;
import static io.menshen.kernel.Age.CHILD;
import static io.menshen.kernel.Consent.GRANTED;
import static io.menshen.kernel.Consent.WITHDRAWN;
import static io.menshen.kernel.Guardian.CONSENTED;
import static io.menshen.kernel.Guardian.NONE;
import static io.menshen.kernel.Lifecycle.ACTIVE;
import static io.menshen.kernel.Lifecycle.ERASED;
import static io.menshen.kernel.Lifecycle.FROZEN;

import java.util.List;

/** The test people, the same in every installation; docs/test-people.md lists them. */
public final class TestPeople {
    private static final List<GivenConsent> ALL_GIVEN =
            List.of(
                    GivenConsent.of("member_register", GRANTED, "address"),
                    GivenConsent.of("marketing_email", GRANTED),
                    GivenConsent.of("marketing_sms", GRANTED),
                    GivenConsent.of("profiling", GRANTED),
                    GivenConsent.of("identity_verify", GRANTED, "identity_document"));
    private static final List<GivenConsent> REGISTERED =
            List.of(GivenConsent.of("member_register", GRANTED, "address"));

    /** Active, and all consents given. */
    public static final TestPerson ACTIVE_ADULT =
            person(1, "诸葛慧敏", "active, every consent given").as(ALL_GIVEN).build();

    /** Gave and withdrew the consent to marketing. */
    public static final TestPerson MARKETING_WITHDRAWN =
            person(2, "欧阳建国", "marketing withdrawn")
                    .as(
                            List.of(
                                    GivenConsent.of("member_register", GRANTED, "address"),
                                    GivenConsent.of("marketing_email", WITHDRAWN),
                                    GivenConsent.of("marketing_sms", WITHDRAWN),
                                    GivenConsent.of("profiling", GRANTED)))
                    .build();

    /** Registered and never consented to anything else. */
    public static final TestPerson NEVER_CONSENTED =
            person(3, "王芳", "never consented to marketing or profiling").build();

    /** Under 14, the guardian consented. */
    public static final TestPerson MINOR_WITH_GUARDIAN =
            person(4, "李小明", "minor (under 14) with a guardian's consent")
                    .born("2016-05-04", CHILD, CONSENTED)
                    .build();

    /** Under 14, no guardian consented. */
    public static final TestPerson MINOR_WITHOUT_GUARDIAN =
            person(5, "张乐乐", "minor (under 14) without a guardian's consent")
                    .born("2017-09-12", CHILD, NONE)
                    .build();

    /** Kept for a statutory period only. */
    public static final TestPerson FROZEN_RECORD =
            person(6, "上官文斌", "frozen").ending(FROZEN).as(ALL_GIVEN).build();

    /** Was taken in and erased. */
    public static final TestPerson ERASED_RECORD =
            person(7, "赵敏", "erased").ending(ERASED).as(ALL_GIVEN).build();

    /** Shares a mobile with {@link #SAME_MOBILE_SECOND}. */
    public static final TestPerson SAME_MOBILE_FIRST =
            person(8, "陈伟", "one mobile, first of two").mobile("13800000008").build();

    /** Shares a mobile with {@link #SAME_MOBILE_FIRST}. */
    public static final TestPerson SAME_MOBILE_SECOND =
            person(9, "陈丽", "one mobile, second of two").mobile("13800000008").build();

    private TestPeople() {}

    /** All of them, by number. */
    public static List<TestPerson> all() {
        return List.of(
                ACTIVE_ADULT,
                MARKETING_WITHDRAWN,
                NEVER_CONSENTED,
                MINOR_WITH_GUARDIAN,
                MINOR_WITHOUT_GUARDIAN,
                FROZEN_RECORD,
                ERASED_RECORD,
                SAME_MOBILE_FIRST,
                SAME_MOBILE_SECOND);
    }

    private static TestPerson.Draft person(int number, String name, String state) {
        return new TestPerson.Draft(number, name, state, REGISTERED)
                .born("1990-03-0" + number, ADULT, NONE)
                .ending(ACTIVE)
                .mobile("138000000%02d".formatted(number));
    }
}
