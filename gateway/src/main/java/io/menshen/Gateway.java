package io.menshen;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The root of the gateway's modules: each folder below is one. */
@SpringBootApplication
public class Gateway {}
