"""The only place where a backend is chosen: settings in, a service with all its parts out (`services.build`)."""
