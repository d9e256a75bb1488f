package io.menshen.standalone.people;

import io.menshen.kernel.Age;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Personal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fixed test person. Nothing of it belongs to anyone.
 *
 * @param state in words, for documents and the terminal
 * @param mobile a look-up; two test people share one
 * @param memberCard a look-up, unique
 */
public record TestPerson(
        String name, String state, String mobile, String memberCard, GeneratedPerson person) {
    /** The look-up that is unique within the app. */
    public String externalId() {
        return person.externalId();
    }

    /** Prints no name: it goes for a person wherever it is read. */
    @Override
    public String toString() {
        return "TestPerson[" + externalId() + "]";
    }

    /** A test person while it is described. */
    static final class Draft {
        private static final Place HOME = Place.ALL.get(4);

        private final int number;
        private final String name;
        private final String state;
        private List<GivenConsent> consents;
        private LocalDate birth = LocalDate.EPOCH;
        private Age age = Age.UNKNOWN;
        private Guardian guardian = Guardian.NONE;
        private Lifecycle lifecycle = Lifecycle.ACTIVE;
        private String mobile = "";

        Draft(int number, String name, String state, List<GivenConsent> consents) {
            this.number = number;
            this.name = name;
            this.state = state;
            this.consents = consents;
        }

        Draft as(List<GivenConsent> given) {
            consents = given;
            return this;
        }

        Draft born(String date, Age band, Guardian consent) {
            birth = LocalDate.parse(date);
            age = band;
            guardian = consent;
            return this;
        }

        Draft ending(Lifecycle end) {
            lifecycle = end;
            return this;
        }

        Draft mobile(String value) {
            mobile = value;
            return this;
        }

        TestPerson build() {
            var values = new LinkedHashMap<String, String>();
            values.put("external_id", "test-%02d".formatted(number));
            values.put("member_card_no", "TEST%06d".formatted(number));
            values.put("full_name", name);
            values.put("mobile", mobile);
            values.put("email", "test-%02d@demo.example".formatted(number));
            Birth.put(values, birth, number % 2 == 1 ? "female" : "male", HOME, number);
            values.put("home_address", HOME.address("测试路%d号%d室".formatted(number, 100 + number)));
            values.put("tier", "gold");
            values.put("points_balance", Integer.toString(100 * number));
            values.put("customer_tag", "test");
            values.put("transaction_amount", "128.50");
            values.put("visit_frequency", "monthly");
            values.put("order_no", "TESTORDER%04d".formatted(number));
            var person =
                    new GeneratedPerson(
                            "test-%02d".formatted(number),
                            personal(values),
                            consents,
                            age,
                            guardian,
                            lifecycle,
                            Set.of());
            return new TestPerson(name, state, mobile, "TEST%06d".formatted(number), person);
        }

        private static Map<String, List<Personal<String>>> personal(Map<String, String> values) {
            var fields = new LinkedHashMap<String, List<Personal<String>>>();
            values.forEach((field, value) -> fields.put(field, List.of(Personal.of(value))));
            return fields;
        }
    }
}
