package app.atelier.platform.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import app.atelier.platform.analytics.AnalyticsAway;
import jakarta.servlet.http.HttpServletRequest;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells every failure of a request as problem+json (RFC 9457). What is not ours to tell stays in the log. */
@RestControllerAdvice
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    /** What PostgreSQL says of characters it does not know, in text and in JSON. */
    private static final String DISK_FULL = "53100";
    private static final Set<String> AWAY = Set.of("08", "53", "57P", "58", "25006");
    private static final java.util.Set<String> UNKEEPABLE = java.util.Set.of("22021", "22P05");
    private static final String TYPES = "https://atelier.app/problems/";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> told(Problem problem) {
        var headers = new HttpHeaders();
        if (problem instanceof Problem.TooMany many) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(many.retryAfterSeconds()));
        }
        if (problem instanceof Problem.Unauthenticated) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer(problem.status(), headers, body(problem));
    }

    /** The problem as it goes over the wire; for filters, which stand outside the handlers. */
    public static ProblemDetail body(Problem problem) {
        var body = body(problem.status(), problem.slug(), problem.title(), problem.detail(), problem.errors());
        problem.extensions().forEach(body::setProperty);
        return body;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException e) {
        var errors = e.getBindingResult().getFieldErrors().stream()
                .map(f -> new Problem.FieldError(f.getField(), String.valueOf(f.getDefaultMessage())))
                .sorted(java.util.Comparator.comparing(Problem.FieldError::field))
                .collect(Collectors.toCollection(ArrayList::new));
        e.getBindingResult().getGlobalErrors().forEach(
                g -> errors.add(new Problem.FieldError(g.getObjectName(), String.valueOf(g.getDefaultMessage()))));
        return told(new Problem.Invalid(errors));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException e) {
        var errors = e.getParameterValidationResults().stream()
                .flatMap(r -> r.getResolvableErrors().stream().map(m -> new Problem.FieldError(
                        String.valueOf(r.getMethodParameter().getParameterName()), String.valueOf(m.getDefaultMessage()))))
                .toList();
        return told(new Problem.Invalid(errors));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return told(problem);
            }
            if (cause instanceof JacksonException json) {
                return told(unreadable(json));
            }
        }
        return told(new Problem.Unreadable("A JSON body is needed here."));
    }

    /** What was wrong with JSON, naming the field by its path. */
    public static Problem unreadable(JacksonException e) {
        var field = field(e);
        return switch (e) {
            case UnrecognizedPropertyException unknown -> new Problem.Unreadable(field,
                    "is not a field here; the fields are " + unknown.getKnownPropertyIds().stream().map(String::valueOf)
                            .sorted().collect(Collectors.joining(", ")));
            case StreamConstraintsException tooDeep -> new Problem.Unreadable("The JSON is nested too deeply or has too long a value.");
            case InvalidFormatException wrong when wrong.getTargetType() != null && wrong.getTargetType().isEnum() ->
                new Problem.Unreadable(field, "must be one of " + String.join(", ", java.util.Arrays
                        .stream(wrong.getTargetType().getEnumConstants()).map(Problems::word).toList()));
            case MismatchedInputException wrong when wrong.getTargetType() != null && !field.isEmpty() ->
                new Problem.Unreadable(field, "must be " + expected(wrong.getTargetType()));
            case MismatchedInputException wrong -> new Problem.Unreadable("The body must be a JSON object.");
            default -> field.isEmpty()
                    ? new Problem.Unreadable("The body is not JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ").")
                    : new Problem.Unreadable(field, cause(e));
        };
    }

    private static String cause(JacksonException e) {
        return e.getCause() instanceof IllegalArgumentException own && own.getMessage() != null
                ? own.getMessage() : "cannot be read";
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(java.util.Locale.ROOT);
    }

    private static String field(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String expected(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "UUID" -> "a UUID such as 019a8f3e-0000-7000-8000-000000000000";
            case "Instant" -> "an instant in UTC such as 2026-11-23T10:00:00Z";
            case "LocalDate" -> "a date such as 2026-11-23";
            case "String" -> "a text";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double", "BigDecimal" -> "a number";
            case "List", "Set", "ArrayList", "Collection" -> "a list";
            default -> "an object";
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException e) {
        var type = e.getRequiredType();
        if (type == java.util.UUID.class && e.getParameter().hasParameterAnnotation(
                org.springframework.web.bind.annotation.PathVariable.class)) {
            return told(new Problem.NotFound("There is nothing at this address: " + e.getName() + " is not an id."));
        }
        return told(new Problem.Unreadable(e.getName(), "must be " + (type == null ? "something else" : type.isEnum()
                ? "one of " + java.util.Arrays.stream(type.getEnumConstants()).map(Problems::word).collect(Collectors.joining(", "))
                : expected(type))));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(ServletRequestBindingException e) {
        var detail = e.getBody().getDetail();
        return told(new Problem.Unreadable(detail == null ? "A parameter or header is missing." : detail));
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ProblemDetail> noRoute(HttpServletRequest request) {
        return told(new Problem.NotFound("There is nothing at this address."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMethod(HttpRequestMethodNotSupportedException e) {
        var allowed = e.getSupportedHttpMethods();
        var headers = new HttpHeaders();
        if (allowed != null) {
            headers.setAllow(allowed);
        }
        return answer(HttpStatus.METHOD_NOT_ALLOWED, headers, body(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed",
                "This address does not take that method", e.getMethod() + " is not possible here"
                        + (allowed == null ? "." : "; possible are " + allowed + "."), List.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(HttpMediaTypeNotSupportedException e) {
        return told(new Problem.UnsupportedType("Content-Type " + e.getContentType() + " is not taken here; send "
                + e.getSupportedMediaTypes() + "."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongAccept(HttpMediaTypeNotAcceptableException e) {
        return answer(HttpStatus.NOT_ACCEPTABLE, new HttpHeaders(), body(HttpStatus.NOT_ACCEPTABLE, "not-acceptable",
                "That form is not offered", "Offered are " + e.getSupportedMediaTypes() + ".", List.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(DataAccessException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return told(problem);
            }
        }
        var problem = ofDatabase(e);
        if (problem == null) {
            return unexpected(e);
        }
        if (!(problem instanceof Problem.Unreadable)) {
            log.warn("The database cannot work: {}", e.getMessage());
        }
        return told(problem);
    }

    /** What a state means for who asked (PostgreSQL's appendix A); null for one that is our own fault. */
    private static @Nullable Problem ofDatabase(DataAccessException e) {
        var state = e.sqlState();
        if (UNKEEPABLE.contains(state)) {
            return new Problem.Unreadable("A text holds the character NUL or half a surrogate pair, which cannot be kept.");
        }
        if (state.equals(DISK_FULL)) {
            return new Problem.StorageFull();
        }
        // Connections, resources, an operator's hand, the disk beneath, a server that only reads.
        return e.getCause() instanceof java.sql.SQLTransientException || AWAY.stream().anyMatch(state::startsWith)
                ? new Problem.Unavailable("The database does not answer; try again in a moment.") : null;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(AnalyticsAway e) {
        log.warn("The analytical store is away: {}", e.getMessage());
        return told(new Problem.Unavailable("The store of the reports does not answer. Nothing is lost; try again in a moment."));
    }

    /** The client went away; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        log.debug("The client went away", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return told(problem);
            }
        }
        log.error("A request failed", e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, new HttpHeaders(), body(HttpStatus.INTERNAL_SERVER_ERROR, "internal",
                "Something went wrong here", "It is not your fault. Tell us the requestId if it happens again.", List.of()));
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, HttpHeaders headers, ProblemDetail body) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body, headers, status);
    }

    private static ProblemDetail body(HttpStatus status, String slug, String title, String detail,
            List<Problem.FieldError> errors) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create(TYPES + slug));
        body.setTitle(title);
        body.setProperty("requestId", MDC.get("requestId"));
        if (!errors.isEmpty()) {
            body.setProperty("errors", errors);
        }
        return body;
    }
}
