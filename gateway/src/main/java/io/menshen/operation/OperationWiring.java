package io.menshen.operation;

import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Before anything is made of it, the configuration is looked through for keys that are none. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationProperties.class)
class OperationWiring {
    @Bean
    static BeanFactoryPostProcessor knownKeysOnly(ConfigurableEnvironment environment) {
        return beans -> KnownKeys.of(records(beans).toList()).refuseOthers(environment);
    }

    private static Stream<Class<?>> records(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .<Class<?>>mapMulti((name, all) -> {
                    var type = beans.getType(name);
                    if (type != null) {
                        all.accept(type);
                    }
                });
    }
}
