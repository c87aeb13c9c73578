package app.atelier.projects.project;

import java.util.UUID;

/**
 * The sale a project was made for.
 *
 * @param unit which of the units of the line, from 1
 */
public record Origin(UUID orderId, String orderNumber, UUID orderLineId, int unit, UUID templateId, int templateVersion,
        String customerName) {
}
