package app.atelier.gateway.client;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the web client, compressed as the build has left it. Files with a hash in their name never change and are kept by browsers and CDNs for a year;
 * every address that is no file is a page of the client, which its one document opens.
 */
@Configuration(proxyBeanMethods = false)
class WebClient implements WebMvcConfigurer {

    private static final String FILES = "classpath:/web/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var tags = new Precompressed.Tags();
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .setEtagGenerator(tags::of)
                .setUseLastModified(false)
                .resourceChain(false)
                .addResolver(new Precompressed())
                .addResolver(new PathResourceResolver());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .setEtagGenerator(tags::of)
                .setUseLastModified(false)
                .resourceChain(false)
                .addResolver(new Precompressed())
                .addResolver(new PagesResolver());
    }

    private static final class PagesResolver extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            var file = super.getResource(path, location);
            return file != null ? file : isPage(path) ? super.getResource("index.html", location) : null;
        }

        /** Routes of the API and missing files are not pages: they answer 404. */
        private static boolean isPage(String path) {
            return !path.startsWith("v1/") && !path.equals("v1") && !path.startsWith("dev/") && !path.startsWith("internal/")
                    && !path.contains(".");
        }
    }
}
