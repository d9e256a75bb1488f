package io.menshen.benchmarks.bare;

import io.menshen.Gateway;
import java.util.function.Function;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.support.GenericApplicationContext;

/** The gateway with one bean in front of its own, which stays idle. */
final class ChangedGateway {
    private ChangedGateway() {}

    /** Starts it as {@link Gateway} is started; whoever asks for that type gets the given bean. */
    static <T> void run(
            String[] arguments, Class<T> type, Function<GenericApplicationContext, T> bean) {
        var application = new SpringApplication(Gateway.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setKeepAlive(true);
        application.addInitializers(context -> {
            if (context instanceof GenericApplicationContext beans) {
                beans.registerBean("changed", type, () -> bean.apply(beans), ChangedGateway::first);
            }
        });
        application.run(arguments);
    }

    private static void first(BeanDefinition definition) {
        definition.setPrimary(true);
    }
}
