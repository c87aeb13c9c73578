package app.atelier.reporting.reports;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.reporting.reports.OrderReports.DeliveryTime;
import app.atelier.reporting.reports.OrderReports.LateShare;
import app.atelier.reporting.reports.OrderReports.OrdersPerMonth;
import app.atelier.reporting.reports.OrderReports.Sales;
import app.atelier.reporting.reports.ProjectReports.Throughput;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports over HTTP: as JSON, and with {@code format=csv} as a file. */
@RestController
@RequestMapping("/v1/reporting")
@Tag(name = "reporting")
class ReportApi {

    private static final String AS_JSON = "format!=csv";
    private static final String AS_CSV = "format=csv";
    private static final String FILTERS = "source: all, shop (the organization's own orders) or the name of a stream; "
            + "from, to: days of the purchase, both included; format: json or csv.";

    private final OrderReports orders;
    private final ProjectReports projects;

    ReportApi(OrderReports orders, ProjectReports projects) {
        this.orders = orders;
        this.projects = projects;
    }

    @Requires(Permission.REPORTS_READ)
    @GetMapping("/sources")
    @Operation(summary = "Where orders come from, and how many")
    Page<OrderReports.Source> sources(Caller caller) {
        return Page.all(orders.sources(caller));
    }

    @Requires(Permission.REPORTS_READ)
    @GetMapping(path = "/orders-per-month", params = AS_JSON)
    @Operation(summary = "Orders per month of purchase", description = FILTERS)
    Report<OrdersPerMonth> ordersPerMonth(Caller caller, @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String format) {
        return json(format, orders.ordersPerMonth(caller, Selection.of(source, from, to)));
    }

    @Requires(Permission.REPORTS_READ)
    @GetMapping(path = "/delivery-time", params = AS_JSON)
    @Operation(summary = "Days from purchase to delivery: median and 90th percentile by month of purchase", description = FILTERS)
    Report<DeliveryTime> deliveryTime(Caller caller, @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String format) {
        return json(format, orders.deliveryTime(caller, Selection.of(source, from, to)));
    }

    @Requires(Permission.REPORTS_READ)
    @GetMapping(path = "/late-share", params = AS_JSON)
    @Operation(summary = "Share of deliveries that came after the promised instant, by month of purchase", description = FILTERS)
    Report<LateShare> lateShare(Caller caller, @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String format) {
        return json(format, orders.lateShare(caller, Selection.of(source, from, to)));
    }

    @Requires(Permission.REPORTS_READ)
    @GetMapping(path = "/sales", params = AS_JSON)
    @Operation(summary = "What own paid orders brought, by month of payment and currency, in minor units", description = FILTERS)
    Report<Sales> sales(Caller caller, @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to, @RequestParam(required = false) @Nullable String format) {
        return json(format, orders.sales(caller, Selection.of("shop", from, to)));
    }

    @Requires(Permission.WORK_READ)
    @GetMapping(path = "/projects/{projectId}/throughput", params = AS_JSON)
    @Operation(summary = "Tasks created and completed per week in one project, which the caller must be able to see")
    Report<Throughput> throughput(Caller caller, @PathVariable UUID projectId,
            @RequestParam(required = false) @Nullable String format) {
        return json(format, projects.throughput(caller, projectId));
    }

    @Hidden
    @Requires(Permission.WORK_READ)
    @GetMapping(path = "/projects/{projectId}/throughput", params = AS_CSV)
    ResponseEntity<String> throughputFile(Caller caller, @PathVariable UUID projectId) {
        return file("throughput", Throughput.class, projects.throughput(caller, projectId).rows());
    }

    @Hidden
    @Requires(Permission.REPORTS_READ)
    @GetMapping(path = "/{report:orders-per-month|delivery-time|late-share|sales}", params = AS_CSV)
    ResponseEntity<String> orderFile(Caller caller, @PathVariable String report,
            @RequestParam(required = false) @Nullable String source, @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return switch (report) {
            case "orders-per-month" ->
                file(report, OrdersPerMonth.class, orders.ordersPerMonth(caller, Selection.of(source, from, to)).rows());
            case "delivery-time" ->
                file(report, DeliveryTime.class, orders.deliveryTime(caller, Selection.of(source, from, to)).rows());
            case "late-share" ->
                file(report, LateShare.class, orders.lateShare(caller, Selection.of(source, from, to)).rows());
            case "sales" -> file(report, Sales.class, orders.sales(caller, Selection.of("shop", from, to)).rows());
            default -> throw new Problem.NotFound("There is no report called " + report + ".");
        };
    }

    private static <T> T json(@Nullable String format, T report) {
        if (format != null && !format.equals("json")) {
            throw new Problem.Invalid("format", "must be json or csv");
        }
        return report;
    }

    private static <T extends Record> ResponseEntity<String> file(String name, Class<T> type, List<T> rows) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name + ".csv").build().toString())
                .body(Csv.of(type, rows));
    }
}
