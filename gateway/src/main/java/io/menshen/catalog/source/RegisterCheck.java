package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Deployment;
import io.menshen.catalog.Field;
import io.menshen.catalog.Field.Store;
import io.menshen.catalog.Purpose;
import io.menshen.catalog.StaffRegistry.Person;
import io.menshen.kernel.Operation;
import java.util.List;
import java.util.Map;

/** Fields, staff and floor, each with what they name. */
final class RegisterCheck {
    private static final List<Operation> ACCOUNT =
            List.of(Operation.READ, Operation.CORRECT, Operation.CLOSE, Operation.ERASE);

    private final Catalog catalog;
    private final Report report;

    RegisterCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
    }

    void field(String name, Field field) {
        var path = "/fields/" + name;
        if (field.sensitive() == (field.kind() == null)) {
            report.at(path, name + ": 'kind' stands at sensitive fields (S, P), and only there");
        }
        if (field.neverStored() != (field.store() == Store.NONE)) {
            report.at(path, name + ": 'never_stored' goes with store 'none', and only with it");
        }
    }

    void staff() {
        var staff = catalog.staff();
        staff.people().forEach(this::person);
        staff.roles()
                .forEach((role, r) -> r.fields().forEach(f -> known("/staff/roles/" + role, f)));
    }

    void floor() {
        catalog.floor().neverDisclosed().forEach(f -> known("/floor/never_disclosed", f));
    }

    void deployment() {
        var pages = catalog.deployment().pages();
        if (catalog.consumer(pages).isEmpty()) {
            report.unknown("/deployment/pages", "consumer", pages, catalog.consumers().keySet());
            return;
        }
        catalog.purposes().forEach((name, purpose) -> withdrawable(pages, name, purpose));
        var login = catalog.deployment().login();
        if (login != null) {
            login(login);
        }
    }

    private void login(Deployment.Login login) {
        if (catalog.field(login.number()).filter(Field::lookup).isEmpty()) {
            var lookups = catalog.fields().entrySet().stream().filter(f -> f.getValue().lookup());
            report.unknown(
                    "/deployment/login/number",
                    "look-up field",
                    login.number(),
                    lookups.map(Map.Entry::getKey).toList());
        }
        usable("/deployment/login/purpose", login.purpose(), Operation.LINK);
        usable("/deployment/login/access", login.access(), Operation.READ);
        usable("/deployment/login/access", login.access(), Operation.AUDIT);
        if (login.account() != null) {
            ACCOUNT.forEach(asked -> usable("/deployment/login/account", login.account(), asked));
        }
        var requests = login.requests();
        if (requests != null) {
            List.of(Operation.READ, Operation.OPEN, Operation.WITHDRAW)
                    .forEach(each -> usable("/deployment/login/requests", requests, each));
        }
        var copy = login.copy();
        if (copy != null) {
            usable("/deployment/login/copy", copy, Operation.EXPORT);
        }
    }

    /** A purpose that the pages can ask for so. */
    private void usable(String path, String name, Operation operation) {
        var pages = catalog.consumer(catalog.deployment().pages()).orElseThrow();
        if (!pages.purposes().contains(name)) {
            report.unknown(path, "purpose of the pages", name, pages.purposes());
        } else if (catalog.purpose(name)
                .filter(purpose -> purpose.operations().contains(operation))
                .isEmpty()) {
            report.at(path, name + " needs the operation '" + operation.word() + "'");
        }
    }

    /** A link of a message must not lose its power to refuse (4.1.2-d). */
    private void withdrawable(String pages, String name, Purpose purpose) {
        var named = catalog.consumer(pages).map(Consumer::purposes).orElse(List.of());
        var inUse = purpose.enabled() && !catalog.recipients(name).isEmpty();
        if (inUse && purpose.operations().contains(Operation.WITHDRAW) && !named.contains(name)) {
            report.at(
                    "/consumers/" + pages + "/purposes",
                    "consumer %s does not name %s, which can be withdrawn: the pages for people could not"
                            .formatted(pages, name));
        }
    }

    private void person(String id, Person person) {
        var roles = catalog.staff().roles().keySet();
        if (!roles.contains(person.role())) {
            report.unknown("/staff/people/" + id, "staff role", person.role(), roles);
        }
    }

    private void known(String path, String field) {
        if (catalog.field(field).isEmpty()) {
            report.unknown(path, "field", field, catalog.fields().keySet());
        }
    }
}
