package app.atelier.users.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Tells what went wrong in the words of SCIM (RFC 7644 §3.12), where provisioning asked. */
@RestControllerAdvice(assignableTypes = {ScimUserApi.class, ScimGroupApi.class, ScimDiscoveryApi.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ScimErrorsApi {

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> told(ScimError error) {
        return answer(error.status(), error.type(), error.detail());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> told(Problem problem) {
        return answer(problem.status().value(), null, problem.detail());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e) {
        return answer(400, "invalidSyntax", "The body is not JSON");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> mismatch(MethodArgumentTypeMismatchException e) {
        return e.getName().equals("id") || e.getName().equals("orgId") ? answer(404, null, "There is nothing at this address")
                : answer(400, "invalidValue", e.getName() + " must be a whole number");
    }

    private static ResponseEntity<Map<String, Object>> answer(int status, @Nullable String type, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("schemas", List.of(Scim.ERROR));
        body.put("status", String.valueOf(status));
        if (type != null) {
            body.put("scimType", type);
        }
        body.put("detail", detail);
        var answer = ResponseEntity.status(status).contentType(MediaType.parseMediaType(Scim.JSON));
        if (status == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(body);
    }
}
