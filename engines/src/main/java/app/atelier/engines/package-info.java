/**
 * Real engines (Kafka, Redis, S3, ClickHouse), each started as a process of its own from what Maven or npm brought, so
 * that their libraries never meet the server's and that they can be killed. For tests, benchmarks and
 * {@code atelier cluster}; nobody runs these in production.
 */
@NullMarked
package app.atelier.engines;

import org.jspecify.annotations.NullMarked;
