package app.atelier.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation needs. The gate refuses a caller without it with 403, before anything is read. A permission that
 * reaches into projects is decided at the object instead, where what the caller is in the project counts, too.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    Permission value();
}
