package io.menshen.notice;

import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class NoticeWiring {
    @Bean
    Notices notices() {
        return new Notices();
    }

    @Bean
    NoticeArchive noticeArchive(StorageProperties storage, Pools pools) {
        var writing = storage.login(Role.INTAKE.database(), storage.password(Role.INTAKE));
        return new NoticeArchive(writing, pools.of(Role.SUBJECT));
    }
}
