// Written by `npm run api` from crates/api/openapi.json. Do not edit.

export interface paths {
    "/api/v1/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is away, and when. */
        get: operations["list_absences"];
        put?: never;
        /** Note that somebody is away. */
        post: operations["create_absence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an absence back. */
        delete: operations["delete_absence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stages with their first cards and sums. */
        get: operations["board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calculations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All calculations: whoever sells has to know what they ask for. How they count is told to those who keep the catalogue. */
        get: operations["list_calculations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calculations/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Define a calculation. It is kept only when all of its cases come out. */
        put: operations["put_calculation"];
        post?: never;
        /** Remove a calculation that no product uses. */
        delete: operations["delete_calculation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calculations/{key}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would be said about a definition, case by case, and what it comes to. Nothing is kept. */
        post: operations["check_calculation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calculations/{key}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a calculation comes to. Nothing is kept. */
        post: operations["try_calculation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one's tasks can be read by other calendars. */
        get: operations["feed"];
        put?: never;
        /** Make a secret address; one made before stops working. It is shown this once. */
        post: operations["open_feed"];
        /** Take the address away. */
        delete: operations["close_feed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** When tasks that repeat come again, from now on: each of them is one task, and the ones after it are told from its rule. */
        post: operations["occurrences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Objects, fields, options and stages as far as the caller may see. */
        get: operations["catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/{object}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what an object is called. */
        patch: operations["update_object"];
        trace?: never;
    };
    "/api/v1/catalogue/{object}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a field; it can be used at once. */
        post: operations["add_field"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/{object}/fields/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Retire a field of one's own; its values are kept but no longer shown. */
        delete: operations["retire_field"];
        options?: never;
        head?: never;
        /** Change a field's label, options or duties. */
        patch: operations["update_field"];
        trace?: never;
    };
    "/api/v1/catalogue/{object}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an object, its fields and their options are called in every language, for whoever may change it. */
        get: operations["object_labels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/distribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules of an object, for those who keep pipelines. */
        get: operations["list_rules"];
        put?: never;
        /** Make a rule. */
        post: operations["create_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/distribution/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a rule. */
        delete: operations["delete_rule"];
        options?: never;
        head?: never;
        /** Change a rule, or move it. */
        patch: operations["update_rule"];
        trace?: never;
    };
    "/api/v1/distribution/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would get a record if it came now. Nothing is kept. */
        post: operations["try_rules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a file is. */
        get: operations["get_file"];
        put?: never;
        post?: never;
        /** Remove a file: it can be brought back for thirty days. */
        delete: operations["remove_file"];
        options?: never;
        head?: never;
        /** Give a file another name. */
        patch: operations["rename_file"];
        trace?: never;
    };
    "/api/v1/files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The content of a file: to be saved, or with `inline=true` to be shown where it has a preview. */
        get: operations["file_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small picture of a picture: PNG, at most 320 pixels. */
        get: operations["file_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first. */
        get: operations["list_imports"];
        put?: never;
        /** Send a file: a form with `file`, or the raw content with `?filename=`. */
        post: operations["upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is. */
        get: operations["get_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would become of each row. */
        post: operations["preview_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows refused, with the reasons, as CSV. */
        get: operations["rejected_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import the file in the background. */
        post: operations["run_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Of the deals (or leads) that entered each stage within a span of time, how many have gone further since, were lost, or
         *     have yet to move; every figure with the filter that finds its records.
         */
        post: operations["cohorts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/engagement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much people work in Kith themselves: everybody for whoever keeps users, the people of their teams for heads, oneself
         *     for others.
         */
        get: operations["engagement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The funnel of a pipeline, of deals or of leads; every figure with the filter that finds its records. */
        post: operations["funnel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which objections are met in the deals of a pipeline and where, and which answers go with deals that are won. */
        post: operations["objections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How soon inquiries are answered, in minutes of work; every figure with the filter that finds its leads. */
        post: operations["reactions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}/conversion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What converting a lead would make, and what it would double; nothing happens. */
        post: operations["preview_conversion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events: `change` with `{object, id, version}`, `catalogue` with `{version}`, `view` with `{object}`,
         *     `notification` with `{id}` and `presence` with `{object, id}`.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a note. */
        delete: operations["delete_note"];
        options?: never;
        head?: never;
        /** Change one's own note. */
        patch: operations["update_note"];
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's notifications, newest first, as far as one may see what they are about. They are kept for 90 days. */
        get: operations["list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark notifications as read. */
        post: operations["mark_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one wants to be told. */
        get: operations["notification_settings"];
        /** Choose what one wants to be told. */
        put: operations["set_notification_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document, with the workspace's own objects and fields as far as the caller may see. */
        get: operations["openapi_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pipelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pipelines of deals, or of leads, with their stages. */
        get: operations["list_pipelines"];
        put?: never;
        /** Make a pipeline. */
        post: operations["create_pipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pipelines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a pipeline. */
        patch: operations["update_pipeline"];
        trace?: never;
    };
    "/api/v1/pipelines/{id}/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a stage. */
        post: operations["add_stage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a product is sold for, and why. */
        get: operations["find_price"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rates, newest first. */
        get: operations["list_rates"];
        /** Set a rate from a day on. */
        put: operations["put_rate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rates/{currency}/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a rate back; amounts that were converted by it stay as they are. */
        delete: operations["delete_rate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a list. */
        get: operations["list_records"];
        put?: never;
        /** Make a record. */
        post: operations["create_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record. */
        get: operations["get_record"];
        put?: never;
        post?: never;
        /** Move a record to the bin. */
        delete: operations["delete_record"];
        options?: never;
        head?: never;
        /** Change a record. */
        patch: operations["update_record"];
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/destroy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a record for good.
         * @description Only what lies in the bin, and only with the right to destroy. Its parts (the lines of a deal) and its notes go with
         *     it, other records that point to it stay without the pointer, and the log forgets its values. There is no undo.
         */
        post: operations["destroy_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a record. */
        get: operations["list_files"];
        put?: never;
        /** Add a file: a form with `file`, or the raw content with `?filename=`. At most 50 MiB. */
        post: operations["add_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/followers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who follows a record. */
        get: operations["list_followers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/followers/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follow a record, or make a colleague follow it who may see it. */
        put: operations["follow"];
        post?: never;
        /** Stop following a record, or make a colleague stop. */
        delete: operations["unfollow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a note. */
        post: operations["add_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who else is at a record. */
        get: operations["presence"];
        /** Say that one is at a record; again every 20 seconds. Whoever is silent is forgotten after 45. */
        put: operations["be_present"];
        post?: never;
        /** Say that one has left a record. */
        delete: operations["leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a record back from the bin. */
        post: operations["restore_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, newest first. */
        get: operations["timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/{id}/verbs/{verb}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Perform a verb: move, win, lose, reopen, assign, complete, …. */
        post: operations["perform_verb"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/aggregate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Figures over records. */
        post: operations["aggregate_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change many records as one batch. */
        post: operations["change_many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Take records out as CSV or XLSX. */
        get: operations["export_records"];
        put?: never;
        /** Take records out as CSV or XLSX, asked for in a body: as many picked one by one as one likes. */
        post: operations["export_picked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{object}/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A page of a list, asked for in a body. */
        post: operations["query_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repeat-sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether and when tasks are made for purchases that are expected. */
        get: operations["repeat_sales"];
        /** Set it. */
        put: operations["set_repeat_sales"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All roles. */
        get: operations["list_roles"];
        put?: never;
        /** Make a role. */
        post: operations["create_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a role of one's own that nobody has. */
        delete: operations["delete_role"];
        options?: never;
        head?: never;
        /** Change a role; it holds from the next request on. */
        patch: operations["update_role"];
        trace?: never;
    };
    "/api/v1/scripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scripts: those that fit a record, or all of them, for those who keep pipelines. */
        get: operations["list_scripts"];
        put?: never;
        /** Make a script. */
        post: operations["create_script"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scripts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a script. What was talked by it stays. */
        delete: operations["delete_script"];
        options?: never;
        head?: never;
        /** Change a script, or move it. Talks under way go on with the script as it was. */
        patch: operations["update_script"];
        trace?: never;
    };
    "/api/v1/scripts/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a talk about a record by a script, or take up the one that was begun. */
        post: operations["start_talk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scripts/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A talk, for those who may see its record. */
        get: operations["read_talk"];
        put?: never;
        post?: never;
        /** Drop one's own talk that was not finished. */
        delete: operations["drop_talk"];
        options?: never;
        head?: never;
        /** Keep the steps of one's own talk taken so far. */
        patch: operations["save_talk"];
        trace?: never;
    };
    "/api/v1/scripts/runs/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a talk: its answers go into the record in one batch, and the timeline tells of it. */
        post: operations["finish_talk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find records by names, e-mails, phones, numbers, notes, files. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in and what he may do. */
        get: operations["who_am_i"];
        put?: never;
        /** Sign in; sets the cookie `kith_session`. */
        post: operations["sign_in"];
        /** Sign out. */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        /** Change one's own settings. */
        patch: operations["update_me"];
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's own password; all other sessions end. */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own preferences: whatever was stored last. */
        get: operations["preferences"];
        /** Store one's own preferences, as a whole; at most 64 KiB. */
        put: operations["set_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the workspace still has to be set up. */
        get: operations["setup_state"];
        put?: never;
        /** Make the first administrator, once. */
        post: operations["set_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/trades": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ready-made set-ups that a new workspace may begin with, in every language. */
        get: operations["list_trades"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All ready-made set-ups: what is in each, and whether it was added. */
        get: operations["list_setups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setups/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a set-up, all of it or nothing. */
        post: operations["add_setup"];
        /** Remove a set-up. What the company has made its own is not lost: its deals go where they are told to. */
        delete: operations["remove_setup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setups/{key}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What removing a set-up would do. */
        get: operations["preview_removal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setups/{key}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove the sample records of a set-up; the rest of it stays. What somebody has worked with goes to the bin. */
        delete: operations["remove_sample"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a stage; its deals or leads move to another. */
        delete: operations["remove_stage"];
        options?: never;
        head?: never;
        /** Change a stage. */
        patch: operations["update_stage"];
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All teams. */
        get: operations["list_teams"];
        put?: never;
        /** Make a team. */
        post: operations["create_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a team without members or teams below it. */
        delete: operations["delete_team"];
        options?: never;
        head?: never;
        /** Change a team. */
        patch: operations["update_team"];
        trace?: never;
    };
    "/api/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's tasks that are overdue, due today and in the days to come, one's deals that nothing is planned for,
         *     and new leads.
         */
        get: operations["today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own tokens; everybody's for those who keep users. */
        get: operations["list_tokens"];
        put?: never;
        /** Make a token; it is shown this once. */
        post: operations["create_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token; it stops working with the next request. */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back an event or a batch. */
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All users. */
        get: operations["list_users"];
        put?: never;
        /** Make a user. */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One user. */
        get: operations["get_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a user. */
        patch: operations["update_user"];
        trace?: never;
    };
    "/api/v1/users/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a closed account again. */
        post: operations["activate_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close an account; its sessions and tokens stop working. */
        post: operations["deactivate_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a user's password; all his sessions end. */
        post: operations["set_user_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views of an object that the caller finds: his own, those shared with his team and with everyone. */
        get: operations["list_views"];
        put?: never;
        /** Save a view. */
        post: operations["create_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a view. */
        delete: operations["delete_view"];
        options?: never;
        head?: never;
        /** Change a view. */
        patch: operations["update_view"];
        trace?: never;
    };
    "/api/v1/views/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the view that one begins with. */
        put: operations["set_default_view"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/working-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When people work. */
        get: operations["working_time"];
        /** Set the hours of the workspace. */
        put: operations["set_working_time"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/working-time/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the hours of a team. */
        put: operations["set_team_hours"];
        post?: never;
        /** Let a team keep the hours of those above it again. */
        delete: operations["forget_team_hours"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Name, colours and menu of the workspace. */
        get: operations["workspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change them for everybody. */
        patch: operations["update_workspace"];
        trace?: never;
    };
    "/calendar/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's tasks as a calendar. */
        get: operations["calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served. */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Days on which somebody is away. */
        Absence: {
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Why; only for the person and for those who keep users. */
            note?: string | null;
            /**
             * Format: date
             * @description The last day.
             */
            to: string;
            /**
             * Format: uuid
             * @description Who.
             */
            user: string;
        };
        /** @description Absences by their first day. */
        AbsenceList: {
            /** @description The absences. */
            absences: components["schemas"]["Absence"][];
        };
        /** @description How a set-up is to be added. */
        AddSetup: {
            language?: components["schemas"]["Language"] | null;
            /** @description With its sample records. For a set-up that is there without them, they are added. */
            sample?: boolean;
        };
        /** @description Figures over records. */
        Aggregate: {
            filter?: components["schemas"]["FilterNode"] | null;
            /** @description What to group by, at most three. */
            group_by?: components["schemas"]["GroupBy"][];
            /** @description What to count, add up, and so on. */
            measures: components["schemas"]["Measure"][];
            /** @description The zone in which moments become days; the workspace's when left out. */
            time_zone?: string | null;
        };
        /** @description Figures over records. */
        AggregateAnswer: {
            /** @description The currency of sums of money. */
            currency: string;
            /** @description Labels of the records, users and stages among the keys. */
            refs: components["schemas"]["Refs"];
            /** @description One row a group; one row without keys when nothing was grouped by. */
            rows: components["schemas"]["AggregateRow"][];
            /** @description The zone in which moments became days. */
            time_zone: string;
            /**
             * Format: int64
             * @description How many amounts are left out of the sums because no rate is known.
             */
            unconverted: number;
        };
        /** @description The figures of one group. */
        AggregateRow: {
            /** @description The values grouped by, in the order asked for. */
            keys: unknown[];
            /** @description The figures, in the order asked for. */
            values: unknown[];
        };
        /** @description An answer to an objection. */
        AnswerFigures: {
            /** @description The deals in which it was given. */
            deals: components["schemas"]["DealsEnded"];
            /** @description How often it helped, as far as somebody has said so; likewise. */
            helped: components["schemas"]["Counted"];
            /**
             * Format: uuid
             * @description The answer; null where none was given.
             */
            id?: string | null;
            /** @description What it is called; empty for what the caller may not see. */
            label: string;
            /** @description How often it was given; the filter finds records of `objection_met`. */
            times: components["schemas"]["Counted"];
        };
        /** @description A pipeline's stages with their deals. */
        Board: {
            /** @description Whether the caller may move deals at all. */
            can_edit: boolean;
            /** @description Its columns in order; with lanes, the cards are there. */
            columns: components["schemas"]["BoardColumn"][];
            /** @description A lane for each owner who has deals here; left out without lanes. */
            lanes?: components["schemas"]["BoardLane"][] | null;
            /** @description The pipeline. */
            pipeline: components["schemas"]["PipelineName"];
            /** @description Labels of what the cards link to. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * @description What the columns of a board are.
         * @enum {string}
         */
        BoardBy: "stage" | "month";
        /** @description A column of the board. */
        BoardColumn: {
            /**
             * Format: int64
             * @description How many deals stand in it.
             */
            count: number;
            /** @description `overdue`, `2026-11` …, `later` or `none`; null on a board by stage. */
            month?: string | null;
            /** @description Where the next cards begin. */
            next?: string | null;
            /** @description The first cards: newest first, in a month those to be closed first. */
            records: components["schemas"]["Card"][];
            stage?: components["schemas"]["StageInfo"] | null;
            sum?: components["schemas"]["Money"] | null;
            tasks?: components["schemas"]["NextTaskCounts"] | null;
            /**
             * Format: int64
             * @description How many amounts are left out of the sums because no rate is known.
             */
            unconverted: number;
            weighted?: components["schemas"]["Money"] | null;
        };
        /** @description The deals of one owner. */
        BoardLane: {
            /** @description The same columns as the board's, with cards. */
            columns: components["schemas"]["BoardColumn"][];
            /**
             * Format: uuid
             * @description Whose; null for nobody's.
             */
            owner?: string | null;
        };
        /**
         * @description What the lanes of a board are.
         * @enum {string}
         */
        BoardLanes: "owner";
        /**
         * @description A span of time to group by.
         * @enum {string}
         */
        Bucket: "day" | "week" | "month" | "quarter" | "year";
        /**
         * @description A change of many records as one batch. Exactly one of `ids`, `filter` and `changes`; with `ids` or `filter` exactly
         *     one of `set`, `verb` and (`add`, `remove`).
         */
        Bulk: {
            /** @description Options to add to lists: `{"tags": ["key account"]}`. */
            add?: {
                [key: string]: string[];
            } | null;
            /** @description Records each with values of its own. */
            changes?: components["schemas"]["BulkChange"][] | null;
            /** @description Only say what would happen. */
            dry_run?: boolean;
            filter?: components["schemas"]["FilterNode"] | null;
            /** @description The records. */
            ids?: string[] | null;
            /** @description What the verb needs. */
            params?: {
                [key: string]: unknown;
            } | null;
            /** @description Options to take out of lists. */
            remove?: {
                [key: string]: string[];
            } | null;
            /** @description Values to set. */
            set?: {
                [key: string]: unknown;
            } | null;
            /** @description A verb to perform: `delete`, `restore`, or one of the object's own. */
            verb?: string | null;
        };
        /** @description What became of a bulk change. */
        BulkAnswer: {
            /**
             * Format: uuid
             * @description The batch to undo it by; null when nothing changed.
             */
            batch?: string | null;
            /** @description How many. */
            counts: components["schemas"]["BulkCounts"];
            /** @description Whether this only said what would happen. */
            dry_run: boolean;
            /** @description Record by record. */
            results: components["schemas"]["BulkResult"][];
        };
        /** @description A record of a bulk change with values of its own. */
        BulkChange: {
            /**
             * Format: uuid
             * @description The record.
             */
            id: string;
            /** @description Values to set. */
            set: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description The version that the caller has seen; when given, a later one is a conflict.
             */
            version?: number | null;
        };
        /** @description How many records a bulk change touched. */
        BulkCounts: {
            /**
             * Format: int64
             * @description Changed.
             */
            changed: number;
            /**
             * Format: int64
             * @description Refused; the results say why.
             */
            failed: number;
            /**
             * Format: int64
             * @description As they were.
             */
            unchanged: number;
        };
        /** @description What became of one record of a bulk change. */
        BulkResult: {
            /** @description Why not. */
            code?: string | null;
            /**
             * Format: uuid
             * @description The record.
             */
            id: string;
            /** @description Whether it went through. */
            ok: boolean;
            /** @description Why not, field by field. */
            problems?: components["schemas"]["ProblemEntry"][];
            /**
             * Format: int64
             * @description Its version now.
             */
            version?: number | null;
        };
        /** @description What a service costs by its parameters. */
        Calculation: {
            /** @description No more products are to be priced by it; those that are stay so. */
            archived: boolean;
            /** @description Cases that have to come out. For those who keep the catalogue. */
            cases: components["schemas"]["CalculationCase"][];
            /** @description The currency of that. */
            currency: string;
            /**
             * @description What one costs, without tax: `+ - * /`, comparisons, `and`, `or`, `min max abs floor ceil round if`. For those who
             *     keep the catalogue.
             */
            formula?: string | null;
            /** @description What products name it by. */
            key: string;
            /** @description What people call it. */
            name: string;
            /** @description What it asks for. */
            parameters: components["schemas"]["CalculationParameter"][];
        };
        /** @description What came of it. */
        CalculationAnswer: {
            /** @description The price of one, without tax. */
            price: components["schemas"]["Money"];
        };
        /** @description A case that has to come out for a definition to be kept. */
        CalculationCase: {
            /**
             * @description The price that is expected.
             * @example 49.98
             */
            expected: string;
            /** @description The parameters. */
            parameters?: {
                [key: string]: unknown;
            };
            /** @description What the catalogue asks for one, for formulas that use `price`. */
            price?: string | null;
            /** @description How many, for formulas that use `quantity`; one when left out. */
            quantity?: string | null;
        };
        /** @description What is to be said about a definition. */
        CalculationCheck: {
            /** @description What each case comes to; null where that cannot be counted. */
            cases: (components["schemas"]["Money"] | null)[];
            price?: components["schemas"]["Money"] | null;
            /**
             * @description What is wrong with it and with its cases; it can be kept when there is nothing. A formula that cannot be read says where
             *     (`at`, counted from 1).
             */
            problems: components["schemas"]["ProblemEntry"][];
            /** @description What is wrong with what it is tried with. */
            trial_problems: components["schemas"]["ProblemEntry"][];
        };
        /** @description A calculation to be kept under its key. */
        CalculationDefinition: {
            /** @description No more products are to be priced by it; those that are stay so. */
            archived?: boolean;
            /** @description Cases that have to come out; at least one. */
            cases: components["schemas"]["CalculationCase"][];
            /** @description The currency of that; the workspace's when left out. */
            currency?: string | null;
            /**
             * @description What one costs, without tax.
             * @example round(hours * 45, 2)
             */
            formula: string;
            /** @description What people call it. */
            name: string;
            /** @description What it asks for. */
            parameters?: components["schemas"]["CalculationParameter"][];
        };
        /** @description A definition to be checked, and what it is tried with. Nothing is kept. */
        CalculationDraft: {
            /** @description The definition as it stands. */
            definition: components["schemas"]["CalculationDefinition"];
            trial?: components["schemas"]["CalculationTrial"] | null;
        };
        /** @description All calculations. */
        CalculationList: {
            /** @description The calculations by name. */
            calculations: components["schemas"]["Calculation"][];
        };
        /** @description One of several. */
        CalculationOption: {
            /** @description Its text in the formula. */
            key: string;
            /** @description What people call it. */
            label: string;
        };
        /** @description Something that a price depends on. */
        CalculationParameter: {
            /** @description What it is when nothing is said. */
            default?: unknown;
            /**
             * @description Its name in the formula: small letters, digits and underlines.
             * @example hours
             */
            key: string;
            /** @description What it is. */
            kind: components["schemas"]["CalculationParameterKind"];
            /** @description What people call it. */
            label: string;
            /** @description The most of a number. */
            max?: string | null;
            /** @description The least of a number. */
            min?: string | null;
            /** @description The options of a choice. */
            options?: components["schemas"]["CalculationOption"][];
            /** @description What a number is counted in. */
            unit?: string | null;
        };
        /**
         * @description What a parameter is.
         * @enum {string}
         */
        CalculationParameterKind: "number" | "choice";
        /** @description What a calculation is tried with. */
        CalculationTrial: {
            /** @description The parameters. */
            parameters?: {
                [key: string]: unknown;
            };
            /** @description What the catalogue asks for one. */
            price?: string | null;
            /** @description How many; one when left out. */
            quantity?: string | null;
        };
        /** @description The secret address, shown this once. */
        CalendarAddress: {
            /** @description Whoever knows it can read one's tasks. */
            url: string;
        };
        /** @description Whether one's tasks can be read by other calendars. */
        CalendarFeed: {
            /** @description Whether there is an address. */
            active: boolean;
            /**
             * Format: date-time
             * @description Since when, RFC 3339 in UTC.
             */
            created_at?: string | null;
        };
        /** @description A deal on the board. */
        Card: components["schemas"]["Record"] & {
            /**
             * Format: int64
             * @description Whole days in its present stage.
             */
            days_in_stage?: number | null;
            next_task?: components["schemas"]["NextTask"] | null;
        };
        /** @description Everything that describes records, as far as the caller may see it. */
        CatalogueInfo: {
            /** @description The workspace's country. */
            country: string;
            /** @description The workspace's currency. */
            currency: string;
            /** @description The workspace's language. */
            language: components["schemas"]["Language"];
            /** @description The objects in order. */
            objects: components["schemas"]["ObjectInfo"][];
            /** @description The pipelines with their stages. */
            pipelines: components["schemas"]["PipelineInfo"][];
            /** @description The workspace's zone. */
            time_zone: string;
            /**
             * Format: int64
             * @description Grows with every change.
             */
            version: number;
        };
        /** @description A change of one's own password. All other sessions end. */
        ChangePassword: {
            /** @description The password so far. */
            current: string;
            /** @description The new one: at least 10 characters, at most 1,024. */
            new: string;
        };
        /** @description Something to be done in a stage. */
        ChecklistItem: {
            /** @description Whether a deal may not go on without it. */
            required?: boolean;
            /** @description What. */
            text: string;
        };
        /** @description Conversion from stage to stage by cohort. */
        CohortAnswer: {
            /** @description The breakdown, when asked for. */
            groups: components["schemas"]["CohortGroup"][];
            /** @description The pipeline. */
            pipeline: components["schemas"]["PipelineName"];
            /** @description The stages on the way to an order. */
            stages: components["schemas"]["CohortStage"][];
            /** @description The zone in which moments became days. */
            time_zone: string;
        };
        /** @description A line of the breakdown. */
        CohortGroup: {
            /** @description The id of the owner, manager, team, office or product, or the source; null for deals without one. */
            key?: string | null;
            /** @description Its name. */
            label: string;
            /** @description Its stages, as those of the whole. */
            stages: components["schemas"]["CohortStage"][];
        };
        /** @description What the conversion by cohort is asked for. */
        CohortQuery: {
            filter?: components["schemas"]["FilterNode"] | null;
            /**
             * Format: date
             * @description The first day on which they entered a stage.
             */
            from?: string | null;
            group_by?: components["schemas"]["FunnelGrouping"] | null;
            object?: components["schemas"]["PipelineObject"] | null;
            /** @description A pipeline's id, or `default`. */
            pipeline?: string | null;
            /** @description The zone in which moments become days; the workspace's when left out. */
            time_zone?: string | null;
            /**
             * Format: date
             * @description The last day.
             */
            to?: string | null;
        };
        /** @description What became of the deals that entered a stage; those that advanced, were lost and wait add up to them. */
        CohortStage: {
            /** @description Of these, those that have entered a stage further on the way since the span began. */
            advanced: components["schemas"]["Counted"];
            /**
             * @description How many of those that entered have advanced, as a decimal; null when none entered, and for the end of the way.
             * @example 0.631535
             */
            conversion?: string | null;
            /** @description Those that entered it within the span. */
            entered: components["schemas"]["Counted"];
            /** @description Of the others, those that stand in a stage that loses. */
            lost: components["schemas"]["Counted"];
            /** @description The stage: an open one or one that wins. */
            stage: components["schemas"]["StageInfo"];
            /** @description The rest: they have yet to move. */
            waiting: components["schemas"]["Counted"];
        };
        /** @description Where a column goes, or null to leave it out. */
        ColumnChoice: components["schemas"]["ColumnTarget"] | null;
        /** @description Where a column goes. */
        ColumnTarget: {
            /** @description The field, or a part of it such as `addresses.country`. */
            field: string;
            /** @description The type of a phone, e-mail or address. */
            type?: string | null;
            /** @description The column that holds the type of this phone or e-mail. */
            type_from?: string | null;
        };
        /** @description What converting a lead would make. */
        Conversion: {
            company?: components["schemas"]["ConversionPart"] | null;
            contact?: components["schemas"]["ConversionPart"] | null;
            deal?: components["schemas"]["ConversionPart"] | null;
            /** @description Records that the new ones would double. */
            matches: components["schemas"]["DuplicateMatch"][];
            /** @description What the rules of the deal's stage ask for besides, at `deal.…`. */
            missing: components["schemas"]["ProblemEntry"][];
        };
        /** @description One of the records that a lead becomes. */
        ConversionPart: {
            /** @description Whether it would be made; else it is there already. */
            is_new: boolean;
            /** @description The record as it would be. */
            record: components["schemas"]["RecordAnswer"];
        };
        /** @description How many, and the filter that finds them. */
        Counted: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description Finds these very records. */
            filter: components["schemas"]["FilterNode"];
        };
        /** @description A new token, shown this once. */
        CreatedToken: components["schemas"]["TokenInfo"] & {
            /** @description The secret, to be sent as `Authorization: Bearer kith_…`; null when a repeated request is answered again. */
            token?: string | null;
        };
        /** @description A new record. */
        CreateRecord: {
            /** @description Its values. */
            fields: {
                [key: string]: unknown;
            };
            /** @description What to do with duplicates; `refuse` when left out. */
            on_duplicate?: components["schemas"]["OnDuplicate"];
            /** @description Of a deal or lead: what its stage asks for of the company and contact that it names (`company.website`), set with it. */
            set?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description How deals ended; every filter finds deals. */
        DealsEnded: {
            /** @description Lost. */
            lost: components["schemas"]["Counted"];
            /** @description Under way. */
            open: components["schemas"]["Counted"];
            /**
             * @description Won of all that ended, as a decimal; null when nothing has ended.
             * @example 0.66
             */
            win_rate?: string | null;
            /** @description Won. */
            won: components["schemas"]["Counted"];
        };
        /** @description The view that the caller begins with, of tables, boards and calendars each. */
        DefaultView: {
            kind?: components["schemas"]["ViewKind"] | null;
            /** @description The object. */
            object: string;
            /**
             * Format: uuid
             * @description The view; none when null.
             */
            view?: string | null;
        };
        /** @description The removal of a record for good. */
        DestroyRecord: {
            /**
             * Format: int64
             * @description The version it was decided on; 409 when the record has moved on.
             */
            version?: number | null;
        };
        /** @description When the day's work is summed up. */
        DigestSettings: {
            /**
             * @description When, in one's own zone.
             * @example 08:30
             */
            at: string;
            /** @description On which days, Monday being 1 and Sunday 7. */
            days: number[];
            /** @description Whether at all. */
            enabled: boolean;
        };
        /** @description Who would get it. */
        DistributionAnswer: {
            /** @description The rules that were looked at, in order. */
            rules: components["schemas"]["DistributionTried"][];
            /**
             * Format: uuid
             * @description He; null when no rule finds somebody.
             */
            user?: string | null;
            /** @description Why, as the history would say it. */
            why?: unknown;
        };
        /** @description Which records go to whom, and how. */
        DistributionDefinition: {
            /**
             * Format: int32
             * @description How many open records of the object somebody has at most; a person's own goes before it.
             */
            capacity?: number | null;
            /** @description Whether it then goes to the head of whoever had it last. */
            escalate?: boolean;
            filter?: components["schemas"]["FilterNode"] | null;
            /** @description What working hours mean. */
            hours?: components["schemas"]["DistributionHours"];
            /** @description How one is chosen. */
            method: components["schemas"]["DistributionMethod"];
            /**
             * Format: int32
             * @description After how many minutes of work a lead that nobody has accepted goes to the next; never when null.
             */
            move_after?: number | null;
            /**
             * Format: int32
             * @description How often it goes on; three times when null.
             */
            moves?: number | null;
            /** @description The people among whom. */
            people?: components["schemas"]["DistributionTaker"][];
            /**
             * Format: int32
             * @description In how many minutes of work somebody is to react to a lead; the team's target when null.
             */
            react_within?: number | null;
            /** @description The field that skills are compared with, for the method `skill`. */
            skill_field?: string | null;
            /** @description The teams among whose people, and those of the teams below. */
            teams?: string[];
        };
        /**
         * @description What working hours mean for a rule.
         * @enum {string}
         */
        DistributionHours: "prefer" | "only" | "ignore";
        /** @description Rules in order. */
        DistributionList: {
            /** @description The rules. */
            rules: components["schemas"]["DistributionRule"][];
        };
        /**
         * @description How one of several is chosen.
         * @enum {string}
         */
        DistributionMethod: "round_robin" | "least_loaded" | "weighted" | "skill" | "team" | "person";
        /**
         * @description What keeps somebody from taking a record.
         * @enum {string}
         */
        DistributionObstacle: "away" | "off_hours" | "full" | "unskilled" | "no_access" | "had_it";
        /** @description Somebody who was passed over. */
        DistributionPassed: {
            /** @description Why. */
            because: components["schemas"]["DistributionObstacle"];
            /**
             * Format: uuid
             * @description Who.
             */
            user: string;
        };
        /** @description A rule. */
        DistributionRule: components["schemas"]["DistributionDefinition"] & {
            /** @description Whether it is in force. */
            active: boolean;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What people call it; the history names it. */
            name: string;
            /** @description The object whose records it distributes. */
            object: string;
            /**
             * Format: int64
             * @description Its place: the first that fits and finds somebody decides.
             */
            position: number;
            /**
             * Format: int64
             * @description Counts its changes; send it with a change to be told of a conflict.
             */
            version: number;
        };
        /** @description Somebody to whom records go. */
        DistributionTaker: {
            /**
             * Format: int32
             * @description How many open records he has at most.
             */
            capacity?: number | null;
            /** @description What he can do, for the method `skill`. */
            skills?: string[];
            /**
             * Format: uuid
             * @description Who.
             */
            user: string;
            /**
             * Format: int32
             * @description How often, for the method `weighted`; once when left out.
             */
            weight?: number | null;
        };
        /** @description A record that might come. */
        DistributionTrial: {
            /** @description What it says. */
            fields?: {
                [key: string]: unknown;
            };
            /** @description `lead` or `deal`. */
            object: string;
        };
        /** @description What became of one rule. */
        DistributionTried: {
            /** @description Whether the record passes its filter. */
            fits: boolean;
            /** @description Its name. */
            name: string;
            /** @description Who could not take it. */
            passed: components["schemas"]["DistributionPassed"][];
            /**
             * Format: uuid
             * @description The rule.
             */
            rule: string;
        };
        /** @description So long after the deal entered. */
        Due: {
            /**
             * Format: int32
             * @description How many.
             */
            in: number;
            /** @description Of what; working days when left out. */
            unit?: components["schemas"]["DueUnit"];
        };
        /**
         * @description What such spans are counted in.
         * @enum {string}
         */
        DueUnit: "hour" | "working_hour" | "day" | "working_day";
        /** @description A record that a new one would double. */
        DuplicateMatch: {
            /** @description The field in which both are alike. */
            field: string;
            /**
             * Format: uuid
             * @description The record.
             */
            id: string;
            /** @description Its title. */
            label: string;
            /** @description The record's object. */
            object: string;
        };
        /** @description How much people work in the program themselves. */
        EngagementAnswer: {
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /** @description Those whom one may look at, by name. */
            people: components["schemas"]["Worked"][];
            /** @description The zone in which moments became days. */
            time_zone: string;
            /**
             * Format: date
             * @description The last day.
             */
            to: string;
        };
        /** @description Records to be taken out, where an address has no room for it. At most one of `filter` and `ids`. */
        ExportBody: {
            /** @description Fields, also of linked records (`company.industry`); all that one may see when left out. */
            fields?: string[] | null;
            filter?: components["schemas"]["FilterNode"] | null;
            /** @description `csv` (when left out) or `xlsx`. */
            format?: string | null;
            /** @description Records one by one, at most 20,000. */
            ids?: string[] | null;
            sort?: components["schemas"]["SortBody"] | null;
        };
        /** @description A field before and after. */
        FieldChange: {
            /** @description Its value after. */
            after: unknown;
            /** @description Its value before. */
            before: unknown;
            /** @description The field's key. */
            field: string;
        };
        /** @description A field. */
        FieldInfo: {
            /** @description Whether the workspace added it. */
            custom: boolean;
            /** @description Whether figures can be grouped by it. */
            groupable: boolean;
            /** @description Whether screens leave it out. */
            hidden: boolean;
            /** @description Its key. */
            key: string;
            /** @description Its kind. */
            kind: components["schemas"]["KindName"];
            /** @description Its label in the caller's language. */
            label: string;
            /** @description Whether a choice takes other values as well, as tags do. */
            open?: boolean | null;
            /** @description The filter's operators that it knows. */
            operators: string[];
            /** @description The options of a choice. */
            options?: components["schemas"]["OptionInfo"][] | null;
            /** @description Whether the caller can only read it. */
            read_only: boolean;
            /** @description Whether it may not be empty. */
            required: boolean;
            /**
             * Format: int32
             * @description The digits after the point of a number.
             */
            scale?: number | null;
            /** @description Whether lists can be sorted by it. */
            sortable: boolean;
            /** @description Whether every object has it. */
            system: boolean;
            /** @description The objects that a link can point to; for pipelines and stages the object that goes through them. */
            targets?: string[] | null;
            /** @description Whether no two records may have the same. */
            unique: boolean;
            /**
             * Format: int32
             * @description How much it counts for how complete a record is; 0 for nothing.
             */
            weight: number;
        };
        /** @description What a field and its options are called. */
        FieldLabels: {
            /** @description The field. */
            label: components["schemas"]["LabelTexts"];
            /** @description Its options, by their keys. */
            options: {
                [key: string]: components["schemas"]["LabelTexts"];
            };
        };
        /** @description The files of a record. */
        FileAnswer: {
            /** @description Newest first. */
            files: components["schemas"]["FileInfo"][];
        };
        /** @description A column of the file. */
        FileColumn: {
            /**
             * Format: int64
             * @description How many rows have a value in it.
             */
            filled: number;
            /** @description Its heading. */
            name: string;
            /** @description Up to three different values. */
            samples: string[];
        };
        /**
         * Format: binary
         * @description The content of a file.
         */
        FileContent: string;
        /** @description What kind of file it is, read from its content. */
        FileFormat: {
            /** @description The encoding of a text file. */
            encoding?: string | null;
            /** @description `csv` or `xlsx`. */
            kind: string;
            /** @description The separator of a text file. */
            separator?: string | null;
            /** @description The sheet of a workbook. */
            sheet?: string | null;
            /** @description All sheets of the workbook. */
            sheets?: string[];
        };
        /** @description A file. */
        FileInfo: {
            /**
             * Format: date-time
             * @description When it came, RFC 3339 in UTC.
             */
            at: string;
            /**
             * Format: uuid
             * @description The user who brought it; null for the system.
             */
            by?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it is called. */
            name: string;
            preview?: components["schemas"]["FilePreview"] | null;
            /** @description What it hangs on. */
            record: components["schemas"]["FileRecord"];
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description What it is, judged by its content. */
            type: string;
        };
        /** @description Another name for a file. */
        FileName: {
            /** @description The name, at most 200 characters. */
            name: string;
        };
        /**
         * @description How a file can be shown in a browser.
         * @enum {string}
         */
        FilePreview: "image" | "pdf";
        /** @description The record that a file hangs on. */
        FileRecord: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its object. */
            object: string;
        };
        /**
         * @description A condition: `{"and": […]}`, `{"or": […]}`, `{"not": …}`, `{"field", "op", "value"}`, or about other records as a whole:
         *     `{"linked": {"object", "by", "filter"}}`, `{"through": {"field", "filter"}}`.
         */
        FilterNode: {
            /** @description The conditions. */
            and: components["schemas"]["FilterNode"][];
        } | {
            /** @description The conditions. */
            or: components["schemas"]["FilterNode"][];
        } | {
            /** @description The condition. */
            not: components["schemas"]["FilterNode"];
        } | components["schemas"]["FilterTerm"] | {
            /** @description Which. */
            linked: components["schemas"]["LinkedRecords"];
        } | {
            /** @description Which. */
            through: components["schemas"]["LinkedRecord"];
        };
        /**
         * @description The operators of a filter.
         * @enum {string}
         */
        FilterOperator: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "not_in" | "contains" | "starts" | "empty" | "not_empty" | "between" | "within" | "entered" | "left";
        /** @description One test of one field, for example `{"field": "company.industry", "op": "in", "value": ["retail"]}`. */
        FilterTerm: {
            /** @description A field of the object, or one step through a link or a user: `company.industry`, `owner.team`. */
            field: string;
            /** @description `eq ne lt lte gt gte in not_in contains starts empty not_empty between within`, and of stages `entered left`. */
            op: components["schemas"]["FilterOperator"];
            /**
             * @description What to compare with; `@me`, `@my_team`, `@now` and `@today` stand for themselves. Of `within` a period:
             *     `{"last": 30, "unit": "day"}`, `{"next": 7, "unit": "day"}`, `{"this": "month"}`, `{"this": "month", "offset": -1}`.
             */
            value?: unknown;
        };
        /** @description How a talk ends. */
        FinishTalk: {
            /** @description Answers that are not to go into the record, by the fields that the script names. */
            leave?: string[];
            /**
             * Format: int64
             * @description The version of the record that the answers were given on.
             */
            version?: number | null;
        };
        /** @description Who follows a record. */
        Followers: {
            /** @description By name. */
            followers: components["schemas"]["Person"][];
            /** @description Whether the caller is one of them. */
            following: boolean;
        };
        /** @description The funnel of a pipeline. */
        FunnelAnswer: {
            /** @description The currency of the sums. */
            currency: string;
            /** @description The breakdown, when asked for. */
            groups: components["schemas"]["FunnelGroup"][];
            /** @description The pipeline. */
            pipeline: components["schemas"]["PipelineName"];
            /** @description The stages in order. */
            stages: components["schemas"]["FunnelStage"][];
            /** @description The zone in which moments became days. */
            time_zone: string;
            /** @description The whole. */
            totals: components["schemas"]["FunnelTotals"];
            /**
             * Format: int64
             * @description How many amounts are left out of the sums because no rate is known.
             */
            unconverted: number;
        };
        /** @description A number of deals, what they add up to, and the filter that finds them. */
        FunnelFigure: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description Finds these very deals. */
            filter: components["schemas"]["FilterNode"];
            sum?: components["schemas"]["Money"] | null;
        };
        /** @description A line of the breakdown. */
        FunnelGroup: components["schemas"]["FunnelTotals"] & {
            /** @description Finds all deals of this line. */
            filter: components["schemas"]["FilterNode"];
            /**
             * @description The id of the owner, manager, team, office or product, the source, or the month (`2017-03`); null for deals
             *     without one.
             */
            key?: string | null;
            /** @description Its name. */
            label: string;
        };
        /**
         * @description By what the funnel is broken down.
         * @enum {string}
         */
        FunnelGrouping: "owner" | "share" | "manager" | "team" | "office" | "source" | "product" | "month";
        /** @description What the funnel is asked for. */
        FunnelQuery: {
            filter?: components["schemas"]["FilterNode"] | null;
            group_by?: components["schemas"]["FunnelGrouping"] | null;
            object?: components["schemas"]["PipelineObject"] | null;
            period?: components["schemas"]["Period"] | null;
            /** @description A pipeline's id, or `default`. */
            pipeline?: string | null;
            /** @description The zone in which moments become days; the workspace's when left out. */
            time_zone?: string | null;
        };
        /** @description A stage of the funnel. */
        FunnelStage: {
            /** @description The share of those that reached the stage before, as a decimal; null for the first. */
            conversion?: string | null;
            /**
             * Format: int64
             * @description How many deals stand in it.
             */
            count: number;
            /** @description Finds the deals that stand in it. */
            filter: components["schemas"]["FilterNode"];
            /**
             * Format: int64
             * @description How many deals have been in it or got beyond it; null when that is hidden from the caller.
             */
            reached?: number | null;
            reached_filter?: components["schemas"]["FilterNode"] | null;
            /** @description The stage. */
            stage: components["schemas"]["StageInfo"];
            sum?: components["schemas"]["Money"] | null;
            time?: components["schemas"]["StageTime"] | null;
            weighted?: components["schemas"]["Money"] | null;
        };
        /** @description The whole. */
        FunnelTotals: {
            average_won?: components["schemas"]["Money"] | null;
            /** @description Days from the first contact to the day of winning, on average, as a decimal. */
            cycle_days?: string | null;
            /** @description Lost. */
            lost: components["schemas"]["FunnelFigure"];
            /** @description Under way. */
            open: components["schemas"]["FunnelFigure"];
            /**
             * @description Won of all that ended, as a decimal.
             * @example 0.631535
             */
            win_rate?: string | null;
            /** @description Won. */
            won: components["schemas"]["FunnelFigure"];
        };
        /** @description A field to group by. */
        GroupBy: {
            by?: components["schemas"]["Bucket"] | null;
            /** @description The field, or one step through a link or user. */
            field: string;
        };
        /** @description What the columns probably are. */
        Guess: {
            /** @description The mapping. */
            mapping: components["schemas"]["Mapping"];
            /** @description The object. */
            object: string;
        };
        /** @description Whether requests can be served. */
        Health: {
            /** @description Why requests cannot be served. */
            reason?: string | null;
            /** @description `ok`, or `failing` with status 503. */
            status: string;
            /** @description The program's version. */
            version: string;
        };
        /** @description A part of a day, by the clock on the wall. */
        HoursSpan: {
            /**
             * @description When it begins.
             * @example 09:00
             */
            from: string;
            /**
             * @description When it ends; `24:00` at the end of the day.
             * @example 18:00
             */
            to: string;
        };
        /** @description The field or fields by which a row finds its record. */
        IdentityKey: string | string[];
        /** @description What became of the rows. */
        ImportCounts: {
            /** @description What else was made because rows named it, by object. */
            also?: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description New records.
             */
            created: number;
            /**
             * Format: int64
             * @description Rows that were taken, but for a link to a row that was not.
             */
            incomplete?: number;
            /**
             * Format: int64
             * @description Rows refused.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Rows left out.
             */
            skipped: number;
            /**
             * Format: int64
             * @description Records that stayed as they were.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description Changed records.
             */
            updated: number;
        };
        /** @description Imports, newest first. */
        ImportList: {
            /** @description The imports. */
            imports: components["schemas"]["ImportRun"][];
        };
        /** @description An import. */
        ImportRun: {
            /**
             * Format: uuid
             * @description The batch to undo it by.
             */
            batch?: string | null;
            /** @description What became of the rows. */
            counts: components["schemas"]["ImportCounts"];
            /**
             * Format: date-time
             * @description When the file came.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who sent it.
             */
            created_by?: string | null;
            /**
             * Format: int64
             * @description Rows done.
             */
            done: number;
            error?: components["schemas"]["ProblemEntry"] | null;
            /** @description The file's name. */
            filename: string;
            /**
             * Format: date-time
             * @description When the run ended.
             */
            finished_at?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            mapping?: components["schemas"]["Mapping"] | null;
            /** @description The object that the rows become; null until a run has begun. */
            object?: string | null;
            /** @description How far it is. */
            status: components["schemas"]["ImportStatus"];
            /**
             * Format: int64
             * @description Rows in all.
             */
            total: number;
        };
        /** @description How many new records somebody would get. */
        ImportShare: {
            /** @description Why: `rules` of distribution, the `client` is his, the `file` says so, or he is the `importer`. */
            by: string;
            /** @description What he is called. */
            name?: string | null;
            /**
             * Format: int64
             * @description How many.
             */
            rows: number;
            /**
             * Format: uuid
             * @description Who; null for nobody, and for somebody whom the import makes.
             */
            user?: string | null;
        };
        /**
         * @description How far an import is.
         * @enum {string}
         */
        ImportStatus: "uploading" | "uploaded" | "running" | "done" | "failed";
        /** @description What came of trying the first rows out: they were written as a run writes them, and taken back. */
        ImportTrial: {
            /**
             * Format: int64
             * @description How many of them break rules of stages.
             */
            breaking: number;
            /** @description Who would get how many new records. */
            owners: components["schemas"]["ImportShare"][];
            /**
             * Format: int64
             * @description How many rows were tried, at most 1000.
             */
            rows: number;
            /** @description Which rules they break, the most frequent first. */
            violations: components["schemas"]["ImportViolation"][];
        };
        /** @description A rule of a stage that rows break. */
        ImportViolation: {
            /** @description What is wrong: `required`, `transition_forbidden`, `checklist` … */
            code: string;
            /** @description The first of them, by their numbers in the file. */
            examples: number[];
            /** @description The field that it is about; `company.website` for one of the deal's company. */
            field?: string | null;
            /** @description Details: the stage, the item of the checklist. */
            params: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description How many rows break it.
             */
            rows: number;
        };
        /**
         * @description The kinds of fields.
         * @enum {string}
         */
        KindName: "text" | "long_text" | "number" | "money" | "boolean" | "date" | "date_time" | "one_of" | "many_of" | "link" | "user" | "users" | "pipeline" | "stage" | "phones" | "emails" | "address" | "external_ids";
        /** @description One label for all languages, or one for each. */
        LabelBody: string | components["schemas"]["LabelsBody"];
        /** @description Labels by language. */
        LabelsBody: {
            cs?: string | null;
            en?: string | null;
            ru?: string | null;
        };
        /** @description What something is called in every language. */
        LabelTexts: {
            cs: string;
            en: string;
            ru: string;
        };
        /**
         * @description The languages people can use.
         * @enum {string}
         */
        Language: "en" | "ru" | "cs";
        /** @description The record that a link with one target leads to. */
        LinkedRecord: {
            /** @description The link. */
            field: string;
            filter?: components["schemas"]["FilterNode"] | null;
        };
        /** @description Records of another object that link here: yes when one of them passes. */
        LinkedRecords: {
            /** @description Their link. */
            by: string;
            filter?: components["schemas"]["FilterNode"] | null;
            /** @description Their object. */
            object: string;
        };
        /** @description Sent by the live stream when the catalogue, pipelines, people or rights have changed: ask for them again. */
        LiveCatalogue: {
            /**
             * Format: int64
             * @description The catalogue's version now.
             */
            version: number;
        };
        /** @description A change that the caller may see, as sent by the live stream. */
        LiveChange: {
            /**
             * Format: uuid
             * @description The record.
             */
            id: string;
            /** @description The record's object. */
            object: string;
            /**
             * Format: int64
             * @description Its version now.
             */
            version: number;
        };
        /**
         * @description There is something new to be told, or something has been read, as sent by the live stream to its own user
         *     (`event: notification`).
         */
        LiveNotification: {
            /**
             * Format: uuid
             * @description The notification.
             */
            id: string;
        };
        /** @description Who is at a record has changed, as sent by the live stream (`event: presence`). */
        LivePresence: {
            /**
             * Format: uuid
             * @description The record.
             */
            id: string;
            /** @description The record's object. */
            object: string;
        };
        /** @description Views of an object have changed, as sent by the live stream (`event: view`). */
        LiveView: {
            /** @description The object. */
            object: string;
        };
        /** @description What becomes of the columns of a file. */
        Mapping: {
            /** @description Where each column goes; null leaves it out. */
            columns: {
                [key: string]: components["schemas"]["ColumnChoice"];
            };
            /** @description Whether new leads and deals without an owner are shared out by the rules of distribution. */
            distribute?: boolean;
            /** @description The encoding, where the guess is wrong. */
            encoding?: string | null;
            existing?: components["schemas"]["OnExisting"] | null;
            /** @description Whether the first row holds headings, where the guess is wrong. */
            header?: boolean | null;
            key?: components["schemas"]["IdentityKey"] | null;
            /** @description By field, what a name in the file means: the label or id of a record that exists. Holds for the whole file. */
            matches?: {
                [key: string]: {
                    [key: string]: string;
                };
            } | null;
            missing?: components["schemas"]["OnMissing"] | null;
            /** @description The object the rows become, or `user`. */
            object: string;
            /** @description The pipeline of new deals or leads whose rows name none, by id or name. */
            pipeline?: string | null;
            rules?: components["schemas"]["OnBrokenRules"] | null;
            /** @description The separator, where the guess is wrong. */
            separator?: string | null;
            /** @description The sheet of a workbook, where it is not the first that holds rows. */
            sheet?: string | null;
            /** @description The source of external ids. */
            source?: string | null;
            /** @description The stage of that pipeline in which they stand where their rows name none, by id or name. */
            stage?: string | null;
        };
        /** @description A mapping to try or to run. */
        MappingBody: {
            /** @description The mapping. */
            mapping: components["schemas"]["Mapping"];
        };
        /** @description What has been read: exactly one of the two. */
        MarkRead: {
            /** @description All of them. */
            all?: boolean | null;
            /** @description These. */
            ids?: string[] | null;
        };
        /** @description A figure to compute. */
        Measure: {
            /** @description Of which field; `count` needs none. */
            field?: string | null;
            /** @description How. */
            fn: components["schemas"]["MeasureFunction"];
        };
        /**
         * @description How a figure is computed.
         * @enum {string}
         */
        MeasureFunction: "count" | "sum" | "avg" | "min" | "max";
        /** @description A place in the menu. */
        MenuItem: {
            /** @description Left out of the menu. */
            hidden?: boolean;
            /** @description An object's key or a page's name: `deal`, `tasks`, `funnel`. */
            key: string;
        };
        /** @description An objection that is marked with a note. */
        MetInNote: {
            /**
             * Format: uuid
             * @description The answer that was given.
             */
            answer?: string | null;
            /**
             * Format: uuid
             * @description The objection, as the library has it.
             */
            objection: string;
            /** @description What the customer said. */
            words?: string | null;
            /** @description Whether it helped: `yes`, `no`, `unknown`. */
            worked?: string | null;
        };
        /** @description An objection met in a stage. */
        MetInStage: {
            /** @description Those deals. */
            deals: components["schemas"]["Counted"];
            /**
             * Format: uuid
             * @description The stage in which the deals were then.
             */
            stage: string;
        };
        /** @description An exact amount and its currency. */
        Money: {
            /**
             * @description The amount as a decimal string.
             * @example 1250.00
             */
            amount: string;
            /**
             * @description The ISO 4217 code.
             * @example EUR
             */
            currency: string;
        };
        /** @description An absence to be noted. */
        NewAbsence: {
            /**
             * Format: date
             * @description The first day.
             * @example 2026-07-06
             */
            from: string;
            /** @description Why. */
            note?: string | null;
            /**
             * Format: date
             * @description The last day.
             * @example 2026-07-17
             */
            to: string;
            /**
             * Format: uuid
             * @description Who; oneself, or anybody by the right to keep users.
             */
            user: string;
        };
        /** @description A rule to be made; it comes after the others. */
        NewDistributionRule: {
            /** @description Whether it is in force; yes when left out. */
            active?: boolean | null;
            /** @description What people call it. */
            name: string;
            /** @description The object whose records it distributes: `lead` or `deal`. */
            object: string;
            /** @description What it says. */
            rule: components["schemas"]["DistributionDefinition"];
        };
        /** @description A new field. */
        NewField: {
            /**
             * @description Its key: `x_` and lower-case letters, digits and `_`.
             * @example x_colour
             */
            key: string;
            /** @description Its kind, for good. */
            kind: components["schemas"]["KindName"];
            label?: components["schemas"]["LabelBody"] | null;
            /** @description Whether a many-of takes other values as well. */
            open?: boolean | null;
            /** @description The options of a choice. */
            options?: components["schemas"]["NewOption"][] | null;
            /** @description Whether it may not be empty. */
            required?: boolean;
            /**
             * Format: int32
             * @description The digits after the point of a number, 0 to 6.
             */
            scale?: number | null;
            /** @description Whether the search finds records by it; texts, phones and e-mails are found when left out. */
            searchable?: boolean | null;
            /** @description The objects that a link can point to. */
            targets?: string[] | null;
        };
        /** @description A note to be written. */
        NewNote: {
            /** @description Files that were sent to the same record before and belong to the note. */
            files?: string[];
            /** @description What was met in it: each becomes a record of `objection_met` with this note. */
            objections?: components["schemas"]["MetInNote"][];
            /** @description Plain text, at most 50,000 characters. */
            text: string;
        };
        /** @description An option of a choice, as written. */
        NewOption: {
            /** @description Its key: lower-case letters, digits and `_`. */
            key: string;
            label?: components["schemas"]["LabelBody"] | null;
            /** @description Whether it can no longer be chosen. */
            retired?: boolean;
            tone?: components["schemas"]["ToneName"] | null;
        };
        /** @description A new pipeline. */
        NewPipeline: {
            /** @description Whether new deals go here. */
            is_default?: boolean;
            /** @description Its name. */
            name: string;
            /** @description What goes through it: deals, or leads. Leads have no next step to be enforced and no reasons of outcome. */
            object?: components["schemas"]["PipelineObject"];
            rules?: components["schemas"]["PipelineRules"] | null;
            /** @description Its stages in order; one open, one won and one lost at least. The usual ones when left out. */
            stages?: components["schemas"]["NewStage"][] | null;
        };
        /** @description A new role. */
        NewRole: {
            /** @description Rights on objects that are not named; none when left out. */
            default?: components["schemas"]["ObjectRightsBody"];
            /**
             * @description How many percent below the catalogue's price its users may sell without asking; any when left out.
             * @example 10
             */
            max_discount?: string | null;
            /** @description Other rights. */
            may?: components["schemas"]["PermissionName"][];
            /** @description Its name. */
            name: string;
            /** @description Rights object by object. */
            objects?: {
                [key: string]: components["schemas"]["ObjectRightsBody"];
            };
        };
        /** @description A script to be made; it comes after the others. */
        NewScript: {
            /** @description Whether it is offered; yes when left out. */
            active?: boolean | null;
            /** @description For what it is; a call when left out. */
            kind?: components["schemas"]["ScriptKind"];
            /** @description What people call it. */
            name: string;
            /** @description What it says. */
            script: components["schemas"]["ScriptDefinition"];
        };
        /** @description A new stage. */
        NewStage: {
            /** @description What it means. */
            kind: components["schemas"]["StageKind"];
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Its place; at the end when left out.
             */
            position?: number | null;
            /**
             * Format: int64
             * @description Per cent, 0 to 100; 100 for won and 0 for lost when left out.
             */
            probability?: number | null;
            rules?: components["schemas"]["StageRules"] | null;
            status?: components["schemas"]["StageStatus"] | null;
            tone?: components["schemas"]["ToneName"] | null;
        };
        /** @description A new team. */
        NewTeam: {
            /**
             * Format: uuid
             * @description Who leads it.
             */
            manager?: string | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The team above it.
             */
            parent?: string | null;
        };
        /** @description A new token. */
        NewToken: {
            /**
             * Format: date-time
             * @description When it stops working, RFC 3339; never when left out.
             */
            expires_at?: string | null;
            /** @description What it is for. */
            name: string;
            /**
             * Format: uuid
             * @description Limits it to one of one's own roles.
             */
            role?: string | null;
        };
        /** @description A new user. */
        NewUser: {
            /** @description The e-mail address to sign in with; null for somebody who does not sign in. */
            email?: string | null;
            language?: components["schemas"]["Language"] | null;
            /** @description The user's name. */
            name: string;
            /** @description A first password; without one the user cannot sign in yet. */
            password?: string | null;
            /** @description The user's roles; none when left out, which allows nothing. */
            roles?: string[];
            /**
             * Format: uuid
             * @description The user's team.
             */
            team?: string | null;
            /** @description The user's zone; the workspace's when left out. */
            time_zone?: string | null;
        };
        /** @description A view to be saved. */
        NewView: {
            /** @description How it shows them. */
            kind: components["schemas"]["ViewKind"];
            /** @description What people call it. */
            name: string;
            /** @description The object whose records it shows. */
            object: string;
            /** @description Who finds it; `private` when left out. */
            scope?: components["schemas"]["ViewScope"];
            /** @description What it shows. */
            state?: components["schemas"]["ViewState"];
        };
        /**
         * @description Whether open deals must have a task to be done.
         * @enum {string}
         */
        NextStepRule: "off" | "warn" | "enforce";
        /** @description The next thing to do about a card. */
        NextTask: {
            /**
             * Format: date-time
             * @description When it is due.
             */
            due_at?: string | null;
            /**
             * Format: uuid
             * @description The task.
             */
            id: string;
            /** @description How urgent it is. */
            state: components["schemas"]["TaskState"];
            /** @description Its title. */
            title: string;
        };
        /** @description How many deals of a column have their next task overdue, today, planned, or none. */
        NextTaskCounts: {
            /**
             * Format: int64
             * @description There is none.
             */
            none: number;
            /**
             * Format: int64
             * @description It should have been done.
             */
            overdue: number;
            /**
             * Format: int64
             * @description It is due later, or at no stated time.
             */
            planned: number;
            /**
             * Format: int64
             * @description It is due today.
             */
            today: number;
        };
        /**
         * @description How a deal's next task stands.
         * @enum {string}
         */
        NextTaskState: "overdue" | "today" | "planned" | "none";
        /** @description A note that has been written, as it stands on the timeline. */
        NoteAnswer: components["schemas"]["TimelineEntry"] & {
            /** @description The users whom it calls by `@[Name](user:<id>)`: they follow the record from now on and are told. */
            mentions: string[];
            /** @description The users whom it calls in vain, since they may not see the record. */
            unreachable: string[];
        };
        /** @description An objection that was met in a note. */
        NoteObjection: {
            /** @description The name of the answer that was given. */
            answer?: string | null;
            /**
             * Format: uuid
             * @description The record of `objection_met`.
             */
            id: string;
            /** @description The objection's name; empty where the caller may not see it. */
            objection: string;
            /** @description What the customer said. */
            words?: string | null;
            /** @description Whether it helped: `yes`, `no`, `unknown`. */
            worked?: string | null;
        };
        /** @description A note's text. */
        NoteText: {
            /** @description Plain text, at most 50,000 characters. */
            text: string;
        };
        /** @description Something that one is told. */
        Notification: {
            /**
             * Format: date-time
             * @description When it happened, RFC 3339 in UTC.
             */
            at: string;
            /**
             * Format: uuid
             * @description Who did it; null for the program.
             */
            by?: string | null;
            /**
             * Format: int64
             * @description How many records it is about: a bulk change or an import makes one notification of a kind.
             */
            count: number;
            /**
             * Format: uuid
             * @description The event that it follows from.
             */
            event?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it tells of. */
            kind: components["schemas"]["NotificationKind"];
            /** @description The first new leads of a summary (`digest`), as far as the caller may see them now. */
            leads: components["schemas"]["TimelineRecord"][];
            /** @description The object of what it is about. */
            object?: string | null;
            /** @description Whether it has been read. */
            read: boolean;
            record?: components["schemas"]["TimelineRecord"] | null;
            /**
             * @description What there is to read: the beginning of a note; the name of the event (`changed`); JSON with `counts` (`digest`,
             *     `import_done`).
             */
            text?: string | null;
        };
        /** @description Where one is told of a kind of thing. */
        NotificationChannels: {
            /** @description Also by the browser, when the product is out of sight. */
            browser: boolean;
            /** @description In the product. Without this nothing is kept, and so nothing else is told either. */
            product: boolean;
        };
        /**
         * @description What somebody is told of.
         * @enum {string}
         */
        NotificationKind: "assigned" | "mentioned" | "note" | "changed" | "task_due" | "task_overdue" | "deal_won" | "deal_lost" | "discount_asked" | "discount_decided" | "import_done" | "digest";
        /** @description A page of notifications, newest first. */
        NotificationList: {
            /** @description Where the next page begins; null at the end. */
            next?: string | null;
            /** @description Only what is about records that the caller may see now. */
            notifications: components["schemas"]["Notification"][];
            /**
             * Format: int64
             * @description How many have not been read in all; counted up to 500.
             */
            unread: number;
        };
        /** @description What one wants to be told. */
        NotificationSettings: {
            /** @description The summary of the day. */
            digest: components["schemas"]["DigestSettings"];
            /** @description By kind; what is left out is as usual. */
            kinds: {
                [key: string]: components["schemas"]["NotificationChannels"];
            };
        };
        /** @description What the caller may do with an object's records. */
        ObjectCan: {
            /** @description Whether he may make new ones. */
            create: boolean;
            /** @description Which he may move to the bin. */
            delete: components["schemas"]["ReachName"];
            /** @description Which he may destroy for good, once they lie in the bin. */
            destroy: components["schemas"]["ReachName"];
            /** @description Which he may change. */
            edit: components["schemas"]["ReachName"];
            /** @description Which he may read. */
            read: components["schemas"]["ReachName"];
        };
        /** @description An object. */
        ObjectInfo: {
            /** @description What the caller may do. */
            can: components["schemas"]["ObjectCan"];
            /** @description Whether the workspace added it. */
            custom: boolean;
            /** @description Its fields in order, without those hidden from the caller. */
            fields: components["schemas"]["FieldInfo"][];
            /** @description The name of its icon. */
            icon: string;
            /** @description Its key. */
            key: string;
            /** @description Its label in the caller's language. */
            label: string;
            /** @description Its label for many. */
            label_plural: string;
            /** @description The field that holds the owner. */
            owner?: string | null;
            /** @description The field that links to the record it is part of. */
            parent?: string | null;
            /** @description The field that names a record. */
            title: string;
            /** @description Its verbs. */
            verbs: string[];
        };
        /** @description An objection. */
        ObjectionFigures: {
            /** @description Its answers, those given most often first. */
            answers: components["schemas"]["AnswerFigures"][];
            /** @description The deals in which it was met. */
            deals: components["schemas"]["DealsEnded"];
            /**
             * Format: uuid
             * @description The objection.
             */
            id: string;
            /** @description What it is called; empty for what the caller may not see. */
            label: string;
            /** @description Where it was met, in the order of the stages. */
            stages: components["schemas"]["MetInStage"][];
            /** @description How often it was met; the filter finds records of `objection_met`. */
            times: components["schemas"]["Counted"];
            /** @description The deals in which it was not. */
            without: components["schemas"]["DealsEnded"];
        };
        /** @description The objections in the deals of a pipeline. */
        ObjectionsAnswer: {
            /** @description All deals. */
            deals: components["schemas"]["DealsEnded"];
            /** @description Objections, those met most often first. */
            objections: components["schemas"]["ObjectionFigures"][];
            /** @description The pipeline. */
            pipeline: components["schemas"]["PipelineName"];
            /** @description Its stages. */
            stages: components["schemas"]["StageInfo"][];
            /** @description The zone in which moments became days. */
            time_zone: string;
            /** @description The deals in which some objection was met. */
            with: components["schemas"]["DealsEnded"];
            /** @description The deals in which none was. */
            without: components["schemas"]["DealsEnded"];
        };
        /** @description What the figures of objections are asked for. */
        ObjectionsQuery: {
            filter?: components["schemas"]["FilterNode"] | null;
            period?: components["schemas"]["Period"] | null;
            /** @description The pipeline's id, or `default`. */
            pipeline?: string | null;
            /** @description The zone in which moments become days; the workspace's when left out. */
            time_zone?: string | null;
        };
        /** @description What an object, its fields and their options are called. */
        ObjectLabels: {
            /** @description The fields, by their keys. */
            fields: {
                [key: string]: components["schemas"]["FieldLabels"];
            };
            /** @description One record. */
            label: components["schemas"]["LabelTexts"];
            /** @description Several. */
            label_plural: components["schemas"]["LabelTexts"];
        };
        /** @description The rights on one object. */
        ObjectRightsBody: {
            /**
             * @description Create.
             * @default none
             */
            create: components["schemas"]["ReachName"];
            /**
             * @description Move to the bin.
             * @default none
             */
            delete: components["schemas"]["ReachName"];
            /**
             * @description Destroy for good.
             * @default none
             */
            destroy: components["schemas"]["ReachName"];
            /**
             * @description Change.
             * @default none
             */
            edit: components["schemas"]["ReachName"];
            /**
             * @description Fields that are hidden.
             * @default []
             */
            hidden: string[];
            /**
             * @description Read.
             * @default none
             */
            read: components["schemas"]["ReachName"];
            /**
             * @description Fields that can be read only.
             * @default []
             */
            read_only: string[];
        };
        /** @description A time when a task that repeats comes again; the task for it is made when the one before is done. */
        Occurrence: {
            /**
             * Format: date-time
             * @description When, RFC 3339 in UTC.
             */
            at: string;
            /**
             * Format: uuid
             * @description The task that repeats.
             */
            task: string;
        };
        /** @description What is to come of tasks that repeat. */
        Occurrences: {
            /** @description Whether there is more than is told. */
            more: boolean;
            /** @description Soonest first; at most 2,000. */
            occurrences: components["schemas"]["Occurrence"][];
            /** @description Labels of what they link to. */
            refs: components["schemas"]["Refs"];
            /** @description The tasks that repeat. */
            tasks: components["schemas"]["Record"][];
        };
        /** @description Which stretch of time is asked for. */
        OccurrencesQuery: {
            filter?: components["schemas"]["FilterNode"] | null;
            /**
             * Format: date-time
             * @description The first moment, RFC 3339.
             */
            from: string;
            /**
             * Format: date-time
             * @description The moment after the last, at most 366 days later.
             */
            to: string;
        };
        /** @description A script that fits a record. */
        OfferedScript: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description For what it is. */
            kind: components["schemas"]["ScriptKind"];
            /** @description What people call it. */
            name: string;
            /**
             * Format: uuid
             * @description The talk by it that the caller has begun and not finished.
             */
            run?: string | null;
            /**
             * Format: int64
             * @description How many steps of it he has taken.
             */
            steps: number;
        };
        /**
         * @description What becomes of rows that break the rules of a stage.
         * @enum {string}
         */
        OnBrokenRules: "refuse" | "record";
        /**
         * @description What to do when a new record looks like one that exists.
         * @enum {string}
         */
        OnDuplicate: "refuse" | "allow";
        /**
         * @description What to do with a row whose record exists.
         * @enum {string}
         */
        OnExisting: "update" | "fill" | "skip";
        /**
         * @description What to do with a name that does not exist.
         * @enum {string}
         */
        OnMissing: "create" | "reject";
        /** @description An option of a choice. */
        OptionInfo: {
            /** @description Its key, which is what records hold. */
            key: string;
            /** @description Its label in the caller's language. */
            label: string;
            /** @description Whether it can no longer be chosen. */
            retired: boolean;
            tone?: components["schemas"]["ToneName"] | null;
        };
        /** @description What a deal that ends has to say. */
        OutcomeRules: {
            /**
             * @description Whether the amount has to be known.
             * @default false
             */
            amount_required: boolean;
            /**
             * @description The reasons to choose from; any words when there are none.
             * @default []
             */
            reasons: components["schemas"]["Reason"][];
            /**
             * @description Whether a reason has to be given.
             * @default false
             */
            required: boolean;
        };
        /** @description A span of days, both included. */
        Period: {
            /** @description Which date counts. */
            field: components["schemas"]["PeriodField"];
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: date
             * @description The last day.
             */
            to: string;
        };
        /**
         * @description By what the deals of a period are chosen.
         * @enum {string}
         */
        PeriodField: "closed_at" | "created_at" | "engaged_on";
        /**
         * @description A right that is not about one object.
         * @enum {string}
         */
        PermissionName: "export" | "import" | "bulk" | "manage_users" | "manage_catalogue" | "manage_pipelines" | "view_audit" | "share_views";
        /** @description A person of the workspace by name. */
        Person: {
            /**
             * Format: uuid
             * @description The user's id.
             */
            id: string;
            /** @description The user's name. */
            name: string;
        };
        /** @description Somebody who is at a record. */
        PersonPresent: {
            /** @description Whether he is changing it. */
            editing: boolean;
            /**
             * Format: uuid
             * @description The user's id.
             */
            id: string;
            /** @description The user's name. */
            name: string;
        };
        /** @description A pipeline with its stages. */
        PipelineInfo: {
            /** @description Whether it is put away. */
            archived: boolean;
            /** @description Whether the caller may bring records into it. */
            can_use?: boolean | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether new records that name none go here. */
            is_default: boolean;
            /** @description A stable key. */
            key: string;
            /** @description Its name. */
            name: string;
            /** @description What moves through it. */
            object: string;
            rules?: components["schemas"]["PipelineRules"] | null;
            /** @description Its stages in order. */
            stages: components["schemas"]["StageInfo"][];
        };
        /** @description Pipelines. */
        PipelineList: {
            /** @description The pipelines in order. */
            pipelines: components["schemas"]["PipelineInfo"][];
        };
        /** @description A pipeline by name. */
        PipelineName: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * @description What goes through a pipeline.
         * @enum {string}
         */
        PipelineObject: "deal" | "lead";
        /** @description What a pipeline asks of its deals. */
        PipelineRules: {
            /**
             * @description How deals are lost.
             * @default {
             *       "reasons": [],
             *       "required": false,
             *       "amount_required": false
             *     }
             */
            lost: components["schemas"]["OutcomeRules"];
            /**
             * @description Whether open deals must have a task to be done.
             * @default off
             */
            next_step: components["schemas"]["NextStepRule"];
            /**
             * @description The teams whose people, and those of teams below, may bring deals into it; null for everybody.
             * @default null
             */
            teams: string[] | null;
            /**
             * @description How deals are won.
             * @default {
             *       "reasons": [],
             *       "required": false,
             *       "amount_required": false
             *     }
             */
            won: components["schemas"]["OutcomeRules"];
        };
        /** @description A task of a plan. */
        PlannedTask: {
            /**
             * Format: uuid
             * @description Who is to do it; the deal's owner when left out.
             */
            assignee?: string | null;
            due?: components["schemas"]["Due"] | null;
            /** @description What is to be done. */
            title: string;
            /** @description Its type. */
            type?: string | null;
        };
        /** @description Who else is at a record. */
        PresenceAnswer: {
            /** @description The others. */
            people: components["schemas"]["PersonPresent"][];
        };
        /** @description That the caller is at a record. To be sent when it is opened and every 20 seconds from then on. */
        PresenceSign: {
            /** @description Whether he is changing it. */
            editing?: boolean;
        };
        /** @description What an import would do. */
        Preview: {
            /** @description How many rows of each fate. */
            counts: components["schemas"]["PreviewCounts"];
            /** @description The first 50 rows and the first 50 refused ones. */
            rows: components["schemas"]["PreviewRow"][];
            tried?: components["schemas"]["ImportTrial"] | null;
            /** @description Names that match nothing. */
            unmatched: components["schemas"]["Unmatched"][];
        };
        /** @description What would become of the rows. */
        PreviewCounts: {
            /**
             * Format: int64
             * @description New records.
             */
            create: number;
            /**
             * Format: int64
             * @description Rows refused.
             */
            reject: number;
            /**
             * Format: int64
             * @description Rows left out.
             */
            skip: number;
            /**
             * Format: int64
             * @description Records that stay as they are.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description Changed records.
             */
            update: number;
        };
        /** @description What would become of one row. */
        PreviewRow: {
            /** @description `create`, `update`, `unchanged`, `skip` or `reject`. */
            action: string;
            /** @description The values it would set. */
            fields: {
                [key: string]: unknown;
            };
            /** @description The record's title. */
            label: string;
            /** @description Why it is refused. */
            problems?: components["schemas"]["ProblemEntry"][];
            /**
             * Format: int64
             * @description Its number in the file, headings being row 1.
             */
            row: number;
        };
        /** @description What something is sold for, and why. */
        PriceAnswer: {
            /** @description Where the price is written that it comes from. */
            because: components["schemas"]["PriceBecause"];
            /** @description The calculation that made it what it is. */
            calculation?: string | null;
            /** @description The day whose prices and rates hold. */
            date: string;
            /** @description There is a price, but no rate for its currency on that day. */
            lacks_rate: boolean;
            original?: components["schemas"]["Money"] | null;
            price?: components["schemas"]["Money"] | null;
            price_list?: components["schemas"]["PriceListName"] | null;
            /** @description How many. */
            quantity: string;
            row?: components["schemas"]["PriceRow"] | null;
        };
        /**
         * @description Why a price is what it is.
         * @enum {string}
         */
        PriceBecause: "client" | "client_type" | "everybody" | "product";
        /** @description A price list that a price comes from. */
        PriceListName: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description The row of a price list that a price comes from. */
        PriceRow: {
            /** @description The quantity from which it holds. */
            from_quantity?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
        };
        /** @description An error as RFC 9457 has it. */
        ProblemDetails: {
            /**
             * @description What is wrong, as a code.
             * @example invalid
             */
            code: string;
            /** @description With `duplicate`: the records that look alike, as far as the caller may see them. */
            matches?: components["schemas"]["DuplicateMatch"][] | null;
            /** @description Details, one for each field that is wrong. */
            problems: components["schemas"]["ProblemEntry"][];
            record?: components["schemas"]["Record"] | null;
            /** @description The request's id, also in the header `X-Request-Id` and in the log. */
            request_id: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The status in words, in English; people read a text made from the code. */
            title: string;
            /**
             * @description `urn:kith:problem:` and the code.
             * @example urn:kith:problem:invalid
             */
            type: string;
        };
        /** @description One thing that is wrong with a request. */
        ProblemEntry: {
            /**
             * @description What is wrong, as a code that the UI puts into words.
             * @example required
             */
            code: string;
            /** @description The field or key concerned, as a path into the body. */
            field?: string | null;
            /** @description What the words need: limits, options, matches. */
            params?: {
                [key: string]: unknown;
            };
        };
        /** @description What a list is asked for, in a body. */
        Query: {
            /** @description Whether to count all that the filter finds. */
            count?: boolean | null;
            /** @description `next` of the page before. */
            cursor?: string | null;
            /** @description Whether to list the bin instead. */
            deleted?: boolean | null;
            /** @description The fields to answer with; all that one may see when left out. */
            fields?: string[] | null;
            filter?: components["schemas"]["FilterNode"] | null;
            /**
             * Format: int32
             * @description Records on a page, 50 when left out, at most 500.
             */
            limit?: number | null;
            /**
             * Format: int64
             * @description Skips so many records instead of a cursor.
             */
            offset?: number | null;
            sort?: components["schemas"]["SortBody"] | null;
        };
        /** @description A rate: one unit of `currency` in the workspace's currency from that day on. */
        Rate: {
            /**
             * @description The currency.
             * @example USD
             */
            currency: string;
            /**
             * Format: date
             * @description The day from which it holds.
             * @example 2026-01-31
             */
            date: string;
            /**
             * @description A positive decimal.
             * @example 0.9215
             */
            rate: string;
        };
        /** @description Rates, newest first. */
        RateList: {
            /** @description The workspace's currency. */
            currency: string;
            /** @description The rates. */
            rates: components["schemas"]["Rate"][];
        };
        /**
         * @description How far a right reaches.
         * @enum {string}
         */
        ReachName: "none" | "own" | "team" | "all";
        /** @description How soon inquiries are answered. */
        ReactionAnswer: {
            /** @description The breakdown, when asked for. */
            groups: components["schemas"]["ReactionGroup"][];
            /** @description The zone in which moments became days. */
            time_zone: string;
            /** @description The whole. */
            totals: components["schemas"]["Reactions"];
        };
        /** @description A line of the breakdown. */
        ReactionGroup: components["schemas"]["Reactions"] & {
            /** @description The id of the owner, manager, team, office or product, or the source; null for leads without one. */
            key?: string | null;
            /** @description Its name. */
            label: string;
        };
        /** @description What the reaction times are asked for. */
        ReactionQuery: {
            filter?: components["schemas"]["FilterNode"] | null;
            /**
             * Format: date
             * @description The first day on which they came.
             */
            from?: string | null;
            group_by?: components["schemas"]["FunnelGrouping"] | null;
            /** @description The zone in which moments become days; the workspace's when left out. */
            time_zone?: string | null;
            /**
             * Format: date
             * @description The last day.
             */
            to?: string | null;
        };
        /** @description How soon some leads were answered. */
        Reactions: {
            /** @description Of these, those that had a target and kept it. */
            in_time: components["schemas"]["Counted"];
            /**
             * @description In time of all that had a target, as a decimal; null when none had.
             * @example 0.9
             */
            in_time_rate?: string | null;
            /** @description All of them. */
            inquiries: components["schemas"]["Counted"];
            /** @description And those that had one and did not. */
            late: components["schemas"]["Counted"];
            /**
             * Format: int64
             * @description Half of those reacted to took no more minutes of work.
             */
            median_minutes?: number | null;
            /**
             * Format: int64
             * @description Nine of ten took no more.
             */
            ninetieth_minutes?: number | null;
            /** @description Of these, those whose target has passed. */
            overdue: components["schemas"]["Counted"];
            /** @description Those that somebody has reacted to. */
            reacted: components["schemas"]["Counted"];
            /** @description Those that nobody has looked at yet. */
            waiting: components["schemas"]["Counted"];
        };
        /** @description A reason of an outcome. */
        Reason: {
            /** @description In words. */
            name: string;
            /** @description Whether it has to be explained in `outcome_note`. */
            note_required?: boolean;
        };
        /** @description A record as the caller may see it. */
        Record: {
            /** @description What the caller may do. */
            can: components["schemas"]["RecordRights"];
            /** @description When it was moved to the bin. */
            deleted_at?: string | null;
            /** @description The values that the caller may see. */
            fields: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The record's id.
             */
            id: string;
            /** @description Fields that exist but are hidden from the caller. */
            masked: string[];
            /**
             * @description The object's key.
             * @example deal
             */
            object: string;
            /**
             * Format: int64
             * @description Counts its changes; send it with a change to be told of a conflict.
             */
            version: number;
        };
        /** @description One record with the labels of what it links to. */
        RecordAnswer: components["schemas"]["Record"] & {
            /** @description Labels of linked records, users, stages. */
            refs: components["schemas"]["Refs"];
        };
        /** @description A page of a list. */
        RecordPage: {
            /**
             * Format: int64
             * @description How many records the filter finds in all, when `count` was asked for.
             */
            count?: number | null;
            /** @description Where the next page begins; null at the end. */
            next?: string | null;
            /** @description The records in the order asked for. */
            records: components["schemas"]["Record"][];
            /** @description Labels of what they link to. */
            refs: components["schemas"]["Refs"];
        };
        /** @description What the caller may do with a record. */
        RecordRights: {
            /** @description False for whoever may change it, but not give it to somebody else: a member of its team. Left out otherwise. */
            assign?: boolean | null;
            /** @description Move it to the bin. */
            delete: boolean;
            /** @description Change it. */
            edit: boolean;
        };
        /** @description Labels of the records, users and stages that an answer mentions, by object and id. */
        Refs: {
            [key: string]: {
                [key: string]: string;
            };
        };
        /** @description A field that would go. */
        RemovalField: {
            /**
             * Format: int64
             * @description In how many of the company's own records it is filled.
             */
            filled: number;
            /** @description Its key. */
            key: string;
            /** @description What it is called. */
            label: string;
            /** @description Whose it is. */
            object: string;
        };
        /** @description A pipeline that would go. */
        RemovalPipeline: {
            /**
             * Format: int64
             * @description The company's own deals in it.
             */
            deals: number;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description What becomes of what the company has made its own. */
        RemoveSetup: {
            /** @description Fields that the company itself has filled stay. */
            keep_fields?: boolean;
            /** @description Pipelines with deals of the company's own stay. */
            keep_pipelines?: boolean;
            /**
             * Format: uuid
             * @description The pipeline in which the company's own deals go on, each in the stage that means the same.
             */
            move_to?: string | null;
        };
        /** @description Where the records of a stage go that is removed. */
        RemoveStage: {
            /**
             * Format: uuid
             * @description The stage that takes them; needed when it has any.
             */
            move_to?: string | null;
        };
        /** @description Whether and when a task is made for a purchase that is expected. */
        RepeatSales: {
            /**
             * Format: int64
             * @description So many days before the purchase is expected.
             */
            days_before: number;
            /** @description Tasks are made, for whoever looks after the client. */
            enabled: boolean;
        };
        /** @description A role. */
        RoleInfo: {
            /** @description Whether it may do everything. */
            admin: boolean;
            /** @description Rights on objects that are not named. */
            default: components["schemas"]["ObjectRightsBody"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its key. */
            key: string;
            /**
             * @description How many percent below the catalogue's price its users may sell without asking; any when null.
             * @example 10
             */
            max_discount?: string | null;
            /** @description Other rights. */
            may: components["schemas"]["PermissionName"][];
            /** @description Its name. */
            name: string;
            /** @description Rights object by object. */
            objects: {
                [key: string]: components["schemas"]["ObjectRightsBody"];
            };
            /** @description Whether it came with the product; such a role cannot be removed. */
            standard: boolean;
            /**
             * Format: int64
             * @description How many users have it.
             */
            users: number;
        };
        /** @description All roles. */
        RoleList: {
            /** @description The roles by name. */
            roles: components["schemas"]["RoleInfo"][];
        };
        /** @description A role by name. */
        RoleName: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its key. */
            key: string;
            /** @description Its name. */
            name: string;
        };
        /** @description The way so far, as a whole. */
        SaveTalk: {
            /** @description The steps, from the first. */
            path: components["schemas"]["TalkStep"][];
        };
        /** @description A script. */
        Script: components["schemas"]["ScriptDefinition"] & {
            /** @description Whether it is offered. */
            active: boolean;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description For what it is. */
            kind: components["schemas"]["ScriptKind"];
            /** @description What people call it. */
            name: string;
            /**
             * Format: int64
             * @description Its place among the others.
             */
            position: number;
            /**
             * Format: int64
             * @description Counts its changes; send it with a change to be told of a conflict.
             */
            version: number;
        };
        /** @description An answer to choose. */
        ScriptBranch: {
            /** @description What the customer says. */
            label: string;
            /** @description The step that comes then. */
            next: string;
            /** @description What it says of the record: values by fields (`source`; of a deal also `company.website`, `contact.position`). */
            set?: {
                [key: string]: unknown;
            };
        };
        /** @description Where a script is offered, and its steps. */
        ScriptDefinition: {
            /** @description The steps. Every one can be reached, and leads to an end. */
            nodes: components["schemas"]["ScriptNode"][];
            /** @description For talks about which of `lead`, `deal`, `contact`, `company`. */
            objects: string[];
            /** @description Deals and leads of which pipelines; all of an object when none of its own is named. */
            pipelines?: string[];
            /** @description Deals and leads in which stages; likewise. */
            stages?: string[];
            /** @description The first step. */
            start: string;
        };
        /**
         * @description For what a script is.
         * @enum {string}
         */
        ScriptKind: "call" | "meeting";
        /** @description Scripts in order. */
        ScriptList: {
            /** @description The scripts that fit the record asked for. */
            offered: components["schemas"]["OfferedScript"][];
            /** @description All scripts, for those who write them; empty where a record was asked for. */
            scripts: components["schemas"]["Script"][];
        };
        /** @description A step. */
        ScriptNode: {
            /** @description The answers of a `choice`. */
            answers?: components["schemas"]["ScriptBranch"][];
            /** @description The field that an `input` goes into; without one it is kept with the talk only. */
            field?: string | null;
            /** @description What the others call it. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["ScriptNodeKind"];
            /** @description The step that comes then: of `say` and `input`. */
            next?: string | null;
            /** @description Whether an `input` has to be filled in. */
            required?: boolean;
            /** @description What the manager says or asks. `{contact.name}` stands for what the record knows, `{me.name}` for whoever talks. */
            text: string;
        };
        /**
         * @description What a step is.
         * @enum {string}
         */
        ScriptNodeKind: "say" | "choice" | "input" | "end";
        /** @description Hits, best first. */
        SearchAnswer: {
            /** @description The hits. */
            hits: components["schemas"]["SearchHit"][];
        };
        /** @description A record found. */
        SearchHit: {
            /** @description Found in a note or a file on it: some words of it, around those that were searched for; of a file its name first. */
            excerpt?: string | null;
            /**
             * Format: uuid
             * @description The record.
             */
            id: string;
            /** @description Where it was found: `name`, `phone`, `email`, `number`, `external_id`, `note`, `file`, `text`. */
            matched: string;
            /** @description The record's object. */
            object: string;
            /** @description What tells it from others of the same title. */
            subtitle?: string | null;
            /** @description Its title. */
            title: string;
        };
        /** @description Who is signed in and what he may do. */
        Session: {
            /** @description What one may do. */
            can: components["schemas"]["SessionRights"];
            /** @description How large files may be. */
            limits: components["schemas"]["SizeLimits"];
            /**
             * @description How many percent below the catalogue's price one may sell without asking; any when null.
             * @example 10
             */
            max_discount?: string | null;
            /** @description One's roles. */
            roles: components["schemas"]["RoleName"][];
            /** @description Oneself. */
            user: components["schemas"]["SessionUser"];
            /** @description The workspace. */
            workspace: components["schemas"]["WorkspaceInfo"];
        };
        /** @description What one may do besides working with records. */
        SessionRights: {
            /** @description Everything. */
            administer: boolean;
            /** @description Change many records at once. */
            bulk: boolean;
            /** @description Take data out in files. */
            export: boolean;
            /** @description Bring data in from files. */
            import: boolean;
            /** @description Keep fields. */
            manage_catalogue: boolean;
            /** @description Keep pipelines and stages. */
            manage_pipelines: boolean;
            /** @description Keep users, teams and roles. */
            manage_users: boolean;
            /** @description Share views with everybody. */
            share_views: boolean;
            /** @description Read what everybody did. */
            view_audit: boolean;
        };
        /** @description Oneself. */
        SessionUser: {
            /** @description One's e-mail address. */
            email: string;
            /**
             * Format: uuid
             * @description One's id.
             */
            id: string;
            /** @description The language one reads. */
            language: components["schemas"]["Language"];
            /** @description One's name. */
            name: string;
            /**
             * Format: uuid
             * @description One's team.
             */
            team?: string | null;
            /** @description The zone in which moments are shown. */
            time_zone: string;
        };
        /** @description A password set by somebody who keeps users. All sessions of that user end. */
        SetPassword: {
            /** @description At least 10 characters, at most 1,024. */
            password: string;
        };
        /** @description The first administrator and the workspace's own settings. */
        Setup: {
            /**
             * @description Where phones without a country code belong; guessed from the zone's or language's country when left out.
             * @example CZ
             */
            country?: string | null;
            /**
             * @description The currency in which sums are shown.
             * @example EUR
             */
            currency: string;
            /** @description The administrator's e-mail address, to sign in with. */
            email: string;
            /** @description The language of the workspace and of the administrator. */
            language: components["schemas"]["Language"];
            /** @description The administrator's name. */
            name: string;
            /** @description At least 10 characters, at most 1,024. */
            password: string;
            /** @description Whether to begin with a sample company instead of empty; with a trade, with that trade's sample records. */
            sample?: boolean;
            /**
             * @description The zone in which days begin.
             * @example Europe/Prague
             */
            time_zone: string;
            /**
             * @description The ready-made set-up to begin with, as `GET /setup/trades` names it.
             * @example beauty_salon
             */
            trade?: string | null;
            /** @description What the workspace is called. */
            workspace_name?: string | null;
        };
        /** @description That a set-up was added. */
        SetupAdded: {
            /** @description When. */
            at: string;
            /** @description Whether it lacks the scripts, objections and calculations that came to set-ups later: adding it again brings them. */
            behind: boolean;
            /** @description In which language its pipelines, tasks and reasons are. */
            language: components["schemas"]["Language"];
            /** @description Whether with its sample records. */
            sample: boolean;
        };
        /** @description A field of a set-up. */
        SetupField: {
            /** @description Its key. */
            key: string;
            /** @description What it is called. */
            label: string;
            /** @description Whose it is. */
            object: string;
        };
        /** @description A ready-made set-up, in the language of whoever asks. */
        SetupInfo: {
            added?: components["schemas"]["SetupAdded"] | null;
            /** @description The names of its calculations. */
            calculations: string[];
            /** @description For whom it is and what it brings. */
            description: string;
            /** @description Its fields. */
            fields: components["schemas"]["SetupField"][];
            /** @description The name of its icon. */
            icon: string;
            /** @description Its key. */
            key: string;
            /** @description What it is called. */
            name: string;
            /** @description The objections that it has answers to. */
            objections: components["schemas"]["SetupObjection"][];
            /** @description Its pipelines. */
            pipelines: components["schemas"]["SetupPipeline"][];
            /** @description How many sample records it has, by object. */
            sample: {
                [key: string]: number;
            };
            /** @description The names of its scripts. */
            scripts: string[];
            /** @description The names of its views. */
            views: string[];
        };
        /** @description How many of something go, and how many stay, for somebody has made them the company's own. */
        SetupLeave: {
            /** @description Those that are as they were made. */
            going: number;
            /** @description Those that were changed or are in use. */
            staying: number;
        };
        /** @description All ready-made set-ups. */
        SetupList: {
            /** @description In the order in which they are offered. */
            setups: components["schemas"]["SetupInfo"][];
        };
        /** @description An objection of a set-up. */
        SetupObjection: {
            /** @description The answers, in a few words. */
            answers: string[];
            /** @description What the customer says. */
            title: string;
        };
        /** @description A pipeline of a set-up. */
        SetupPipeline: {
            /** @description The reasons for which deals are lost. */
            lost: string[];
            /** @description What it is called. */
            name: string;
            /** @description Its stages in order. */
            stages: components["schemas"]["SetupStage"][];
        };
        /** @description What removing a set-up would do. */
        SetupRemoval: {
            /** @description Sample records that somebody has worked with, which would lie in the bin, by object. */
            binned: {
                [key: string]: number;
            };
            /** @description Its calculations. */
            calculations: components["schemas"]["SetupLeave"];
            /** @description Sample records that would be gone for good, by object. */
            destroyed: {
                [key: string]: number;
            };
            /** @description Its fields that are in force. */
            fields: components["schemas"]["RemovalField"][];
            /** @description Its objections, with their answers. */
            objections: components["schemas"]["SetupLeave"];
            /** @description Its pipelines that are in use. */
            pipelines: components["schemas"]["RemovalPipeline"][];
            /** @description Its scripts. */
            scripts: components["schemas"]["SetupLeave"];
            /** @description How many views would go. */
            views: number;
        };
        /** @description What removing a set-up has done. */
        SetupRemoved: {
            /** @description Sample records that lie in the bin. */
            binned: number;
            /** @description Its calculations. */
            calculations: components["schemas"]["SetupLeave"];
            /** @description Deals of the company's own that were moved. */
            deals_moved: number;
            /** @description Sample records that are gone for good. */
            destroyed: number;
            /** @description Fields that were retired. */
            fields: number;
            /** @description Fields that stay. */
            fields_kept: number;
            /** @description Its objections, with their answers. */
            objections: components["schemas"]["SetupLeave"];
            /** @description Pipelines that are no longer in use. */
            pipelines: number;
            /** @description Pipelines that stay. */
            pipelines_kept: number;
            /** @description Its scripts. */
            scripts: components["schemas"]["SetupLeave"];
            /** @description Views that are gone. */
            views: number;
        };
        /** @description A stage of a set-up. */
        SetupStage: {
            /** @description What has to be done there. */
            checklist: string[];
            /** @description What to do there. */
            guidance?: string | null;
            /** @description What it means. */
            kind: components["schemas"]["StageKind"];
            /** @description What it is called. */
            name: string;
            /** @description The tasks that are made when a deal enters. */
            plan: string[];
            /** @description Its colour. */
            tone: components["schemas"]["ToneName"];
        };
        /** @description Whether the workspace still has to be set up. */
        SetupState: {
            /** @description True until the first administrator has been made. */
            needed: boolean;
        };
        /** @description Hours to be kept, as a whole. */
        SetWorkingHours: {
            /** @description Days that differ. */
            days?: components["schemas"]["SpecialDay"][];
            /**
             * Format: int32
             * @description In how many minutes of work somebody is to react to an inquiry.
             */
            react_within?: number | null;
            /** @description IANA zone. */
            time_zone?: string | null;
            /**
             * Format: int64
             * @description The version the change was made on; 409 when the hours have moved on.
             */
            version?: number | null;
            /** @description The hours of a week. */
            week: components["schemas"]["WeekHours"];
        };
        /** @description Who one is. */
        SignIn: {
            /** @description A second factor, where the account has one. */
            code?: string | null;
            /** @description The e-mail address. */
            email: string;
            /** @description The password. */
            password: string;
        };
        /** @description How large a file may be, in bytes. */
        SizeLimits: {
            /**
             * Format: int64
             * @description One that is attached to a record.
             * @example 52428800
             */
            file: number;
            /**
             * Format: int64
             * @description One that is imported.
             * @example 67108864
             */
            import: number;
        };
        /** @description An order: `"-amount,name"` or `["-amount", "name"]`. */
        SortBody: string | string[];
        /** @description A day that differs from the week. */
        SpecialDay: {
            /**
             * Format: date
             * @description Which day.
             * @example 2026-12-25
             */
            day: string;
            /** @description Its hours; a day off without any. */
            hours?: components["schemas"]["HoursSpan"][];
            /** @description What it is called. */
            name?: string;
        };
        /** @description A stage. */
        StageInfo: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it means. */
            kind: components["schemas"]["StageKind"];
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its place, from 0.
             */
            position: number;
            /**
             * Format: int64
             * @description Per cent.
             */
            probability: number;
            rules?: components["schemas"]["StageRules"] | null;
            status?: components["schemas"]["StageStatus"] | null;
            tone?: components["schemas"]["ToneName"] | null;
        };
        /**
         * @description What a stage means.
         * @enum {string}
         */
        StageKind: "open" | "won" | "lost";
        /** @description What a stage asks of the deals that enter, and tells about them. */
        StageRules: {
            /**
             * @description What is to be done here; a deal names what is done in its field `checklist`.
             * @default []
             */
            checklist: components["schemas"]["ChecklistItem"][];
            /**
             * @description The roles that may move a deal in; null for all.
             * @default null
             */
            enter_roles: string[] | null;
            /**
             * @description What to do here, for whoever works on the deal.
             * @default null
             */
            guidance: string | null;
            /**
             * @description Fields to have at hand.
             * @default []
             */
            key_fields: string[];
            /**
             * @description The roles that may move a deal out; null for all.
             * @default null
             */
            leave_roles: string[] | null;
            /**
             * @description The stages that a deal may go on to; null for all.
             * @default null
             */
            next: string[] | null;
            /**
             * @description The tasks that are made when a deal enters.
             * @default []
             */
            plan: components["schemas"]["PlannedTask"][];
            /**
             * @description Fields that must be filled to enter: of the deal, its company or its contact.
             * @default []
             * @example [
             *       "amount",
             *       "company.website"
             *     ]
             */
            required: string[];
            /**
             * Format: int32
             * @description After how many days here a deal counts as rotting.
             * @default null
             */
            rotting_days: number | null;
        };
        /**
         * @description What a stage is called across pipelines.
         * @enum {string}
         */
        StageStatus: "new" | "qualified" | "proposal" | "negotiation" | "won" | "lost";
        /** @description How long deals stayed in a stage. Stays that have not ended do not count. */
        StageTime: {
            /**
             * Format: int64
             * @description How many stays.
             */
            count: number;
            /** @description Finds the deals that stayed; one that came twice has two stays. */
            filter: components["schemas"]["FilterNode"];
            /** @description Half of them took no longer, in days, as a decimal. */
            median_days: string;
            /** @description Nine of ten took no longer, in days, as a decimal. */
            ninetieth_days: string;
        };
        /** @description What a talk is about. */
        StartTalk: {
            /** @description The object of the record. */
            object: string;
            /**
             * Format: uuid
             * @description The record.
             */
            record: string;
            /**
             * Format: uuid
             * @description The task that the call or meeting is.
             */
            task?: string | null;
        };
        /** @description A record that a name may mean. */
        Suggestion: {
            /** @description The record. */
            id: string;
            /** @description Its title. */
            label: string;
            /**
             * Format: double
             * @description How much alike, 0 to 1.
             */
            score: number;
        };
        /** @description A talk by a script. */
        Talk: {
            /**
             * Format: uuid
             * @description Who talks.
             */
            author?: string | null;
            /**
             * Format: date-time
             * @description When it was over.
             */
            finished_at?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it was for. */
            kind: components["schemas"]["ScriptKind"];
            /** @description What the script was called. */
            name: string;
            /** @description The steps of the script as it was when the talk began; only while the caller's own talk goes on. */
            nodes: components["schemas"]["TalkNode"][];
            /** @description The object of the record that it is about. */
            object: string;
            /** @description The steps taken; only while the caller's own talk goes on. */
            path: components["schemas"]["TalkStep"][];
            /**
             * Format: uuid
             * @description The record.
             */
            record: string;
            /**
             * Format: uuid
             * @description The script; null when it is gone.
             */
            script?: string | null;
            /** @description The first step. */
            start: string;
            /**
             * Format: date-time
             * @description When it began, RFC 3339.
             */
            started_at: string;
            /** @description The way as a story. */
            story: components["schemas"]["TalkLine"][];
            /**
             * Format: uuid
             * @description The task that the call or meeting is.
             */
            task?: string | null;
        };
        /** @description An answer, as shown. */
        TalkAnswer: {
            /** @description What the customer says. */
            label: string;
            /** @description The step that comes then. */
            next: string;
        };
        /** @description A talk that is over. */
        TalkEnd: {
            /** @description The fields that were left as they are, because that was asked for or the caller may not write them. */
            left: string[];
            /** @description The record as it stands now. */
            record: components["schemas"]["Record"];
            /** @description The talk. */
            talk: components["schemas"]["Talk"];
            /** @description The fields that were written, as the script names them. */
            written: string[];
        };
        /** @description A step that was taken, as shown. */
        TalkLine: {
            /** @description What was answered, as far as the caller may see it. */
            answer?: string | null;
            /** @description What was said or asked. */
            text: string;
        };
        /** @description A step, as shown: what the record knows is put into its text as far as the caller may see it. */
        TalkNode: {
            /** @description The answers of a `choice`. */
            answers: components["schemas"]["TalkAnswer"][];
            /** @description That field. */
            field?: string | null;
            /** @description What the others call it. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["ScriptNodeKind"];
            /** @description The step that comes then. */
            next?: string | null;
            /** @description The object whose field an `input` goes into; null where it is kept with the talk only. */
            object?: string | null;
            /** @description Whether an `input` has to be filled in. */
            required: boolean;
            /** @description What to say or to ask. */
            text: string;
        };
        /** @description A step that was taken. */
        TalkStep: {
            /**
             * Format: int32
             * @description Which answer of a `choice`, from 0.
             */
            answer?: number | null;
            /** @description The step of the script. */
            node: string;
            /** @description What was filled in at an `input`: what its field takes, else a text. */
            value?: unknown;
        };
        /**
         * @description How urgent a card's next task is.
         * @enum {string}
         */
        TaskState: "overdue" | "today" | "planned";
        /** @description The hours of a team that has its own. */
        TeamHours: components["schemas"]["WorkingHours"] & {
            /**
             * Format: uuid
             * @description The team.
             */
            team: string;
        };
        /** @description A team. */
        TeamInfo: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: uuid
             * @description Who leads it.
             */
            manager?: string | null;
            /**
             * Format: int64
             * @description How many people are in it.
             */
            members: number;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The team above it.
             */
            parent?: string | null;
        };
        /** @description All teams. */
        TeamList: {
            /** @description The teams by name. */
            teams: components["schemas"]["TeamInfo"][];
        };
        /** @description A page of what happened, newest first. */
        TimelineAnswer: {
            /** @description The entries. */
            entries: components["schemas"]["TimelineEntry"][];
            /** @description Where the next page begins; null at the end. */
            next?: string | null;
            /** @description Labels of what the changes mention. */
            refs: components["schemas"]["Refs"];
        };
        /** @description One thing that happened. */
        TimelineEntry: {
            /**
             * Format: date-time
             * @description When, RFC 3339 in UTC.
             */
            at: string;
            /**
             * Format: uuid
             * @description The batch it belongs to.
             */
            batch?: string | null;
            by?: components["schemas"]["Person"] | null;
            /** @description Whether the caller may take it back. */
            can_undo: boolean;
            /** @description The fields that changed, as far as the caller may see them. */
            changes: components["schemas"]["FieldChange"][];
            /** @description The files that came with a note, or the one that the entry tells of. */
            files?: components["schemas"]["FileInfo"][];
            /**
             * Format: uuid
             * @description The event's or the note's id.
             */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["TimelineKind"];
            /** @description The event's name, for example `deal.moved`. */
            name: string;
            /**
             * Format: uuid
             * @description The note that it tells of, to change or remove it by.
             */
            note?: string | null;
            /** @description The objections that were met in a note, as far as the caller may see them. */
            objections?: components["schemas"]["NoteObjection"][];
            /** @description Through which door: `ui`, `api`, `import`, `channel`, `rule`, `migration`, `cli`, `system`. */
            origin: string;
            /** @description The record it concerns, which may be one that hangs on the one asked for. */
            record: components["schemas"]["TimelineRecord"];
            /** @description The talk by a script that it tells of: `run`, the script's `name` and `kind`. */
            talk?: unknown;
            /** @description A note's text; missing when it has been removed. */
            text?: string | null;
            /**
             * @description Why the record was given to whom it was given: `reason` (`rule`, `known_client`, `moved_on`, `escalated`), `user`,
             *     and of the rule `rule`, `name`, `method`, `team`, `after` (minutes of work without being accepted: after them it
             *     went on, or goes on from whoever looks after the client).
             */
            why?: unknown;
        };
        /**
         * @description What an entry is.
         * @enum {string}
         */
        TimelineKind: "change" | "note" | "task" | "file";
        /** @description The record that an entry concerns. */
        TimelineRecord: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its title. */
            label: string;
            /** @description Its object. */
            object: string;
        };
        /** @description What the day holds; of each list the first twenty. Days begin in the caller's zone. */
        TodayAnswer: {
            /** @description How much in all. */
            counts: components["schemas"]["TodayCounts"];
            /** @description Leads, newest first. */
            new_leads: components["schemas"]["Record"][];
            /** @description Deals, soonest to close first. */
            no_next_step: components["schemas"]["Record"][];
            /** @description Tasks, oldest first. */
            overdue: components["schemas"]["Record"][];
            /** @description Labels of what they link to. */
            refs: components["schemas"]["Refs"];
            /** @description Tasks, soonest first. */
            today: components["schemas"]["Record"][];
            /** @description Tasks, soonest first. */
            upcoming: components["schemas"]["Record"][];
        };
        /** @description How much there is of each. */
        TodayCounts: {
            /**
             * Format: int64
             * @description New leads that are one's own or nobody's.
             */
            new_leads: number;
            /**
             * Format: int64
             * @description One's open deals without an open task.
             */
            no_next_step: number;
            /**
             * Format: int64
             * @description One's open tasks that were due on a day that has passed.
             */
            overdue: number;
            /**
             * Format: int64
             * @description One's open tasks that are due today.
             */
            today: number;
            /**
             * Format: int64
             * @description One's open tasks that are due in the seven days after.
             */
            upcoming: number;
        };
        /** @description A token of a program. */
        TokenInfo: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, to within an hour.
             */
            last_used_at?: string | null;
            /** @description What it is for. */
            name: string;
            /**
             * Format: uuid
             * @description The one role it is limited to; all roles of its user when null.
             */
            role?: string | null;
            /**
             * Format: uuid
             * @description For whom it acts.
             */
            user: string;
        };
        /** @description All tokens that one may see. */
        TokenList: {
            /** @description The tokens, newest first. */
            tokens: components["schemas"]["TokenInfo"][];
        };
        /**
         * @description The colour of a stage or an option.
         * @enum {string}
         */
        ToneName: "gray" | "blue" | "violet" | "amber" | "green" | "red";
        /** @description A set-up that a new workspace may begin with. */
        TradeInfo: {
            /** @description For whom it is and what it brings. */
            description: components["schemas"]["LabelTexts"];
            /** @description The name of its icon. */
            icon: string;
            /** @description Its key. */
            key: string;
            /** @description What it is called. */
            name: components["schemas"]["LabelTexts"];
        };
        /** @description The set-ups that a new workspace may begin with. */
        TradeList: {
            /** @description In the order in which they are offered. */
            trades: components["schemas"]["TradeInfo"][];
        };
        /** @description What to take back: exactly one of the two. */
        Undo: {
            /**
             * Format: uuid
             * @description All events of a batch.
             */
            batch?: string | null;
            /**
             * Format: uuid
             * @description One event.
             */
            event?: string | null;
        };
        /** @description What was taken back. */
        UndoAnswer: {
            /**
             * Format: uuid
             * @description The batch of reverse events.
             */
            batch?: string | null;
            /**
             * Format: uuid
             * @description The reverse event.
             */
            event?: string | null;
            /**
             * Format: int64
             * @description How many events were reversed.
             */
            undone: number;
        };
        /** @description A name in the file that matches nothing. */
        Unmatched: {
            /** @description The column. */
            column: string;
            /** @description The field it goes to. */
            field: string;
            /** @description The object looked among; `user` for people, `stage` for stages. */
            object: string;
            /**
             * Format: int64
             * @description How many rows have it.
             */
            rows: number;
            /** @description What it may mean, best first. */
            suggestions: components["schemas"]["Suggestion"][];
            /** @description The name. */
            value: string;
        };
        /** @description How many are left. */
        Unread: {
            /**
             * Format: int64
             * @description How many have not been read in all; counted up to 500.
             */
            unread: number;
        };
        /** @description A change of a rule; what is left out stays. */
        UpdateDistributionRule: {
            /** @description Whether it is in force. */
            active?: boolean | null;
            /** @description What people call it. */
            name?: string | null;
            /**
             * Format: int32
             * @description Its place among the rules of its object, from 0.
             */
            position?: number | null;
            rule?: components["schemas"]["DistributionDefinition"] | null;
            /**
             * Format: int64
             * @description The version the change was made on; 409 when the rule has moved on.
             */
            version?: number | null;
        };
        /** @description A change of a field. Its key and kind stay for good. */
        UpdateField: {
            /** @description Whether it is put away. */
            hidden?: boolean | null;
            label?: components["schemas"]["LabelBody"] | null;
            /** @description Its options; those left out are retired. */
            options?: components["schemas"]["NewOption"][] | null;
            /** @description Whether it may not be empty. */
            required?: boolean | null;
            /**
             * Format: int32
             * @description How much it counts for how complete a record is, up to 10; 0 for nothing.
             */
            weight?: number | null;
        };
        /** @description A change of what an object is called. Null takes the usual again. */
        UpdateObject: {
            /** @description The name of its icon. */
            icon?: string | null;
            label?: components["schemas"]["LabelBody"] | null;
            label_plural?: components["schemas"]["LabelBody"] | null;
        };
        /** @description A change of a pipeline. */
        UpdatePipeline: {
            /** @description Whether it is put away. */
            archived?: boolean | null;
            /** @description Whether new deals go here. */
            is_default?: boolean | null;
            /** @description Its name. */
            name?: string | null;
            /**
             * Format: int32
             * @description Its place among those of its object.
             */
            position?: number | null;
            rules?: components["schemas"]["PipelineRules"] | null;
            /** @description The order of its stages: all that are in use. */
            stages?: string[] | null;
        };
        /** @description A change of a record. */
        UpdateRecord: {
            /** @description The new values; fields left out stay. */
            fields: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description The version the change was made on; 409 when the record has moved on.
             */
            version?: number | null;
        };
        /** @description A change of a role. Keys left out stay; `objects` replaces all of them. */
        UpdateRole: {
            default?: components["schemas"]["ObjectRightsBody"] | null;
            /**
             * @description How many percent below the catalogue's price its users may sell without asking; null takes the limit away.
             * @example 10
             */
            max_discount?: string | null;
            /** @description Other rights. */
            may?: components["schemas"]["PermissionName"][] | null;
            /** @description Its name. */
            name?: string | null;
            /** @description Rights object by object. */
            objects?: {
                [key: string]: components["schemas"]["ObjectRightsBody"];
            } | null;
        };
        /** @description A change of a script; what is left out stays. */
        UpdateScript: {
            /** @description Whether it is offered. */
            active?: boolean | null;
            kind?: components["schemas"]["ScriptKind"] | null;
            /** @description What people call it. */
            name?: string | null;
            /**
             * Format: int32
             * @description Its place, from 0.
             */
            position?: number | null;
            script?: components["schemas"]["ScriptDefinition"] | null;
            /**
             * Format: int64
             * @description The version the change was made on; 409 when the script has moved on.
             */
            version?: number | null;
        };
        /** @description A change of one's own settings. */
        UpdateSession: {
            language?: components["schemas"]["Language"] | null;
            /** @description One's name. */
            name?: string | null;
            /** @description The zone in which moments are shown. */
            time_zone?: string | null;
        };
        /** @description A change of a stage. */
        UpdateStage: {
            /** @description Its name. */
            name?: string | null;
            /**
             * Format: int32
             * @description Its place.
             */
            position?: number | null;
            /**
             * Format: int64
             * @description Per cent, 0 to 100.
             */
            probability?: number | null;
            rules?: components["schemas"]["StageRules"] | null;
            status?: components["schemas"]["StageStatus"] | null;
            tone?: components["schemas"]["ToneName"] | null;
        };
        /** @description A change of a team. Keys left out stay; null empties. */
        UpdateTeam: {
            /**
             * Format: uuid
             * @description Who leads it.
             */
            manager?: string | null;
            /** @description Its name. */
            name?: string | null;
            /**
             * Format: uuid
             * @description The team above it.
             */
            parent?: string | null;
        };
        /** @description A change of a user. Keys left out stay; `team: null` takes the user out of its team. */
        UpdateUser: {
            /** @description The e-mail address to sign in with; null for somebody who does not sign in. */
            email?: string | null;
            language?: components["schemas"]["Language"] | null;
            /** @description The user's name. */
            name?: string | null;
            /** @description The user's roles. */
            roles?: string[] | null;
            /**
             * Format: uuid
             * @description The user's team.
             */
            team?: string | null;
            /** @description The user's zone. */
            time_zone?: string | null;
        };
        /** @description A change of a view. */
        UpdateView: {
            /** @description What people call it. */
            name?: string | null;
            /**
             * Format: int32
             * @description Its place.
             */
            position?: number | null;
            scope?: components["schemas"]["ViewScope"] | null;
            state?: components["schemas"]["ViewState"] | null;
            /**
             * Format: int64
             * @description The version the change was made on; 409 when the view has moved on.
             */
            version?: number | null;
        };
        /** @description A change of how the workspace presents itself; what is left out stays. */
        UpdateWorkspace: {
            /** @description The accent colour, `#rrggbb`; null for the program's own. */
            accent?: string | null;
            /** @description Where phones without a country code belong: two capital letters. */
            country?: string | null;
            language?: components["schemas"]["Language"] | null;
            /** @description The menu. */
            menu?: components["schemas"]["MenuItem"][] | null;
            /** @description What it is called. */
            name?: string | null;
            /** @description The zone in which days begin. */
            time_zone?: string | null;
            /**
             * Format: int32
             * @description 1 for Monday to 7 for Sunday.
             */
            week_start?: number | null;
        };
        /** @description A file that has been read but not imported. */
        Upload: {
            /** @description Its columns. */
            columns: components["schemas"]["FileColumn"][];
            /** @description The file's name. */
            filename: string;
            /** @description What kind of file it is. */
            format: components["schemas"]["FileFormat"];
            /** @description What they probably are. */
            guess: components["schemas"]["Guess"];
            /**
             * Format: uuid
             * @description The import's id.
             */
            id: string;
            /**
             * Format: int64
             * @description How many rows it has, headings aside.
             */
            rows: number;
        };
        /** @description A form with a file. */
        UploadForm: {
            /**
             * Format: binary
             * @description The file.
             */
            file: string;
        };
        /** @description A user. */
        UserInfo: {
            /** @description Whether the account is in use. */
            active: boolean;
            /** @description The user's e-mail address; null for somebody who only came with an import and cannot sign in. */
            email?: string | null;
            /**
             * Format: uuid
             * @description The user's id.
             */
            id: string;
            language?: components["schemas"]["Language"] | null;
            /**
             * Format: uuid
             * @description Who leads that team.
             */
            manager?: string | null;
            /** @description The user's name. */
            name: string;
            /**
             * Format: uuid
             * @description The team at the root of the tree.
             */
            office?: string | null;
            /** @description The user's roles; only for those who keep users. */
            roles?: components["schemas"]["RoleName"][] | null;
            /**
             * Format: uuid
             * @description The user's team.
             */
            team?: string | null;
            /** @description The user's zone; only for those who keep users. */
            time_zone?: string | null;
        };
        /** @description All users. */
        UserList: {
            /** @description The users by name. */
            users: components["schemas"]["UserInfo"][];
        };
        /** @description What a verb needs; the catalogue and the API guide tell which verb takes what. */
        VerbParams: {
            [key: string]: unknown;
        };
        /** @description A saved view. */
        View: {
            /** @description What the caller may do. */
            can: components["schemas"]["RecordRights"];
            /** @description Fields that it filtered by and that are no more: those conditions are left out of `state` until it is saved anew. */
            dropped?: string[];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the caller begins with it. */
            is_default: boolean;
            /** @description How it shows them. */
            kind: components["schemas"]["ViewKind"];
            /** @description What people call it. */
            name: string;
            /** @description The object whose records it shows. */
            object: string;
            /**
             * Format: uuid
             * @description Who made it.
             */
            owner: string;
            /**
             * Format: int64
             * @description Its place among the views of its object.
             */
            position: number;
            /** @description Who finds it. */
            scope: components["schemas"]["ViewScope"];
            /** @description What it shows. */
            state: components["schemas"]["ViewState"];
            /**
             * Format: uuid
             * @description The team that it is shared with.
             */
            team?: string | null;
            /**
             * Format: int64
             * @description Counts its changes; send it with a change to be told of a conflict.
             */
            version: number;
        };
        /**
         * @description What the columns of a board are.
         * @enum {string}
         */
        ViewBy: "stage" | "month";
        /** @description A column of a table. */
        ViewColumn: {
            /**
             * @description The field, or one step through a link or user.
             * @example company.industry
             */
            field: string;
            /** @description Whether it stays in sight. */
            pinned?: boolean;
            /**
             * Format: int32
             * @description Pixels; the usual width when null.
             */
            width?: number | null;
        };
        /**
         * @description How much room a row takes.
         * @enum {string}
         */
        ViewDensity: "compact" | "normal" | "relaxed";
        /**
         * @description How a view shows records.
         * @enum {string}
         */
        ViewKind: "table" | "board" | "calendar";
        /**
         * @description What the lanes of a board are.
         * @enum {string}
         */
        ViewLanes: "owner";
        /** @description Views in order. */
        ViewList: {
            /** @description By position and name. */
            views: components["schemas"]["View"][];
        };
        /**
         * @description What a group of dates is.
         * @enum {string}
         */
        ViewPeriod: "day" | "week" | "month" | "quarter" | "year";
        /**
         * @description How much a calendar shows at once.
         * @enum {string}
         */
        ViewRange: "day" | "week" | "month" | "agenda";
        /**
         * @description Who finds a view among his own.
         * @enum {string}
         */
        ViewScope: "private" | "team" | "everyone";
        /** @description What a view shows. What is null is left to the screen. */
        ViewState: {
            /** @default null */
            by: components["schemas"]["ViewBy"] | null;
            /**
             * @description Which fields, in order.
             * @default null
             */
            columns: components["schemas"]["ViewColumn"][] | null;
            /**
             * @description Which date puts a record into the calendar.
             * @default null
             */
            date_field: string | null;
            /** @default null */
            density: components["schemas"]["ViewDensity"] | null;
            /** @default null */
            filter: components["schemas"]["FilterNode"] | null;
            /**
             * @description In which groups.
             * @default null
             */
            group_by: string | null;
            /** @default null */
            group_period: components["schemas"]["ViewPeriod"] | null;
            /** @default null */
            lanes: components["schemas"]["ViewLanes"] | null;
            /**
             * @description Whose calendar: one's own when null, everybody's when nobody is named.
             * @default null
             */
            people: string[] | null;
            /**
             * Format: uuid
             * @description Which pipeline's board.
             * @default null
             */
            pipeline: string | null;
            /** @default null */
            range: components["schemas"]["ViewRange"] | null;
            /**
             * @description In which order.
             * @default null
             * @example -amount,name
             */
            sort: string | null;
            /** @default null */
            tones: components["schemas"]["ViewTones"] | null;
            /**
             * @description What is computed at the foot of a column, by field.
             * @default null
             */
            totals: {
                [key: string]: components["schemas"]["ViewTotal"];
            } | null;
        };
        /**
         * @description What the colours of a calendar say.
         * @enum {string}
         */
        ViewTones: "type" | "owner";
        /**
         * @description What is computed at the foot of a column; `count` of those filled, `filled` is their share.
         * @enum {string}
         */
        ViewTotal: "count" | "sum" | "avg" | "min" | "max" | "filled";
        /** @description The hours of a week; a day without any is a day off. */
        WeekHours: {
            /** @default [] */
            friday: components["schemas"]["HoursSpan"][];
            /** @default [] */
            monday: components["schemas"]["HoursSpan"][];
            /** @default [] */
            saturday: components["schemas"]["HoursSpan"][];
            /** @default [] */
            sunday: components["schemas"]["HoursSpan"][];
            /** @default [] */
            thursday: components["schemas"]["HoursSpan"][];
            /** @default [] */
            tuesday: components["schemas"]["HoursSpan"][];
            /** @default [] */
            wednesday: components["schemas"]["HoursSpan"][];
        };
        /** @description What a person has done himself. A command counts once, however many records it changed; imports do not count. */
        Worked: {
            /** @description On how many days he did anything. */
            active_days: number;
            /** @description Commands of each day, the first day first. */
            by_day: number[];
            /**
             * Format: int64
             * @description Commands of any sort.
             */
            commands: number;
            /**
             * Format: int64
             * @description Tasks done.
             */
            completed: number;
            /**
             * Format: int64
             * @description Those that made records.
             */
            created: number;
            /**
             * Format: date-time
             * @description When he last used the program, as far as it is known.
             */
            last_seen?: string | null;
            /**
             * Format: int64
             * @description Notes written.
             */
            noted: number;
            /**
             * Format: uuid
             * @description Who.
             */
            user: string;
        };
        /** @description The hours of the workspace or of a team. */
        WorkingHours: {
            /** @description Days that differ, in order. Those of the workspace hold for teams too, unless a team says otherwise of a day. */
            days: components["schemas"]["SpecialDay"][];
            /**
             * Format: int32
             * @description In how many minutes of work somebody is to react to an inquiry; for a team, null means what holds above it.
             */
            react_within?: number | null;
            /** @description IANA zone; the workspace's when null. A person's own zone goes before it. */
            time_zone?: string | null;
            /**
             * Format: int64
             * @description Counts changes; send it with a change to be told of a conflict.
             */
            version: number;
            /** @description The hours of a week. */
            week: components["schemas"]["WeekHours"];
        };
        /** @description When people work. */
        WorkingTime: {
            /** @description The teams with hours of their own; they hold for the teams below as well. */
            teams: components["schemas"]["TeamHours"][];
            /** @description What holds where nothing else is said. */
            workspace: components["schemas"]["WorkingHours"];
        };
        /** @description How the workspace presents itself. */
        Workspace: {
            /** @description The accent colour, `#rrggbb`; null for the program's own. */
            accent?: string | null;
            /** @description Where phones without a country code belong. */
            country: string;
            /** @description The currency in which sums are shown. */
            currency: string;
            /** @description The language of whoever has not chosen one. */
            language: components["schemas"]["Language"];
            /** @description The menu's order; what it does not name follows in its usual order. */
            menu: components["schemas"]["MenuItem"][];
            /** @description What it is called. */
            name: string;
            /** @description The zone in which days begin. */
            time_zone: string;
            /**
             * Format: int32
             * @description 1 for Monday to 7 for Sunday.
             */
            week_start: number;
        };
        /** @description The workspace's own settings. */
        WorkspaceInfo: {
            /** @description Where phones without a country code belong. */
            country: string;
            /** @description The currency in which sums are shown. */
            currency: string;
            /** @description Its language. */
            language: components["schemas"]["Language"];
            /** @description What it is called. */
            name: string;
            /** @description The zone in which days begin. */
            time_zone: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_absences: {
        parameters: {
            query?: {
                /**
                 * @description Those that end on this day or later; today when left out.
                 * @example 2026-01-01
                 */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_absence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAbsence"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_absence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The absence's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    board: {
        parameters: {
            query?: {
                /** @description What the columns are: stages, or months in which open deals should be won. */
                by?: components["schemas"]["BoardBy"];
                /** @description `next` of that column. */
                cursor?: string;
                /** @description A filter as JSON. */
                filter?: string;
                /** @description `owner`: a lane for each owner. */
                lanes?: components["schemas"]["BoardLanes"];
                /** @description Cards a column, 20 when left out, at most 100. */
                limit?: number;
                /** @description Only this month's column, for its next cards: as the column calls it. */
                month?: string;
                /** @description Whose `default` pipeline is meant; that for deals when left out. */
                object?: components["schemas"]["PipelineObject"];
                /** @description Only this stage's column, for its next cards. */
                stage?: string;
                /** @description Only deals whose next task stands so. */
                task?: components["schemas"]["NextTaskState"];
                /** @description Whether to tell of each column how its deals' next tasks stand. */
                tasks?: boolean;
            };
            header?: never;
            path: {
                /** @description A pipeline's id, or `default` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_calculations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalculationList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    put_calculation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The calculation's key */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalculationDefinition"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calculation"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_calculation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The calculation's key */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    check_calculation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The calculation's key, which need not be there yet */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalculationDraft"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalculationCheck"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    try_calculation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The calculation's key */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalculationTrial"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalculationAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    feed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeed"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    open_feed: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarAddress"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    close_feed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    occurrences: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OccurrencesQuery"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Occurrences"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    catalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_object: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateObject"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    add_field: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewField"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retire_field: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The field's key */
                key: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_field: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The field's key */
                key: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateField"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    object_labels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectLabels"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_rules: {
        parameters: {
            query: {
                /**
                 * @description The object whose records they distribute: `lead` or `deal`.
                 * @example lead
                 */
                object: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_rule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDistributionRule"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionRule"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rule's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rule's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDistributionRule"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionRule"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    try_rules: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DistributionTrial"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    get_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    remove_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rename_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileName"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    file_content: {
        parameters: {
            query?: {
                /** @description To be shown in place, where the file has a preview; else it is to be saved. */
                inline?: boolean;
            };
            header?: never;
            path: {
                /** @description The file's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["FileContent"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    file_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": components["schemas"]["FileContent"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    upload: {
        parameters: {
            query?: {
                /** @description The encoding, where the one found is wrong. */
                encoding?: string;
                /** @description The file's name. */
                filename?: string;
                /** @description The object that the guess is made for; the likeliest one when left out. */
                object?: string;
                /** @description The separator, where the one found is wrong. */
                separator?: string;
                /** @description The sheet of a workbook; the first one with rows when left out. */
                sheet?: string;
            };
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": components["schemas"]["FileContent"];
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    get_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRun"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    preview_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The import's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MappingBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rejected_rows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    run_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The import's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MappingBody"];
            };
        };
        responses: {
            /** @description Under way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRun"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    cohorts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CohortQuery"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CohortAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    engagement: {
        parameters: {
            query?: {
                /** @description How many days, today the last of them; 28 when left out, at most 92. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EngagementAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    funnel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FunnelQuery"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    objections: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionsQuery"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionsAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    reactions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReactionQuery"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReactionAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    preview_conversion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The lead's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerbParams"];
            };
        };
        responses: {
            /** @description What the verb `convert` would do with these parameters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversion"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveChange"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The note's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The note's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteText"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_notifications: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Notifications on a page, 50 when left out, at most 200. */
                limit?: number;
                /** @description Only those that have not been read. */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    mark_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRead"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    notification_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_notification_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotificationSettings"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_pipelines: {
        parameters: {
            query?: {
                /** @description What goes through them; deals when left out. */
                object?: components["schemas"]["PipelineObject"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_pipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPipeline"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_pipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The pipeline's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePipeline"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    add_stage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The pipeline's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStage"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    find_price: {
        parameters: {
            query?: {
                /** @description The company that it is to be sold to. */
                company?: string;
                /** @description The person that it is to be sold to, where there is no company. */
                contact?: string;
                /**
                 * @description The currency of the answer; that of the price when left out.
                 * @example EUR
                 */
                currency?: string;
                /**
                 * @description The day whose prices and rates hold; today when left out.
                 * @example 2026-03-02
                 */
                date?: string;
                /** @description The deal that it is to be sold in: its client, day and currency hold unless something else is said. */
                deal?: string;
                /**
                 * @description What its calculation works with: a JSON object.
                 * @example {"hours": 2.5}
                 */
                parameters?: string;
                /**
                 * @description How many; one when left out.
                 * @example 10
                 */
                quantity?: string;
            };
            header?: never;
            path: {
                /** @description The product's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_rates: {
        parameters: {
            query?: {
                /** @description Only this currency. */
                currency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    put_rate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rate"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_rate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The currency, for example `USD` */
                currency: string;
                /** @description The day from which it holds, YYYY-MM-DD */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_records: {
        parameters: {
            query?: {
                /** @description Whether to count all that the filter finds. */
                count?: boolean;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Whether to list the bin instead. */
                deleted?: boolean;
                /** @description The fields to answer with, separated by commas; all that one may see when left out. */
                fields?: string;
                /**
                 * @description A filter as JSON.
                 * @example {"field":"amount","op":"gte","value":"1000"}
                 */
                filter?: string;
                /** @description Records on a page, 50 when left out, at most 500. */
                limit?: number;
                /** @description Skips so many records instead of a cursor. */
                offset?: number;
                /**
                 * @description Fields separated by commas, `-` before one for descending.
                 * @example -amount,name
                 */
                sort?: string;
            };
            header?: never;
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRecord"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    get_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_record: {
        parameters: {
            query?: {
                /** @description The version it was decided on; 409 when the record has moved on. */
                version?: number;
            };
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRecord"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    destroy_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DestroyRecord"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_files: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    add_file: {
        parameters: {
            query?: {
                /** @description The file's name. */
                filename?: string;
            };
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": components["schemas"]["FileContent"];
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_followers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Followers"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
                /** @description A user's id, or `me` */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Followers"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    unfollow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
                /** @description A user's id, or `me` */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Followers"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    add_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    presence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    be_present: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresenceSign"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    restore_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    timeline: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Entries on a page, 50 when left out, at most 200. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    perform_verb: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The record's id */
                id: string;
                /** @description The object's key, for example `deal` */
                object: string;
                /** @description One of the object's verbs */
                verb: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerbParams"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    aggregate_records: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Aggregate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AggregateAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_many: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bulk"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    export_records: {
        parameters: {
            query?: {
                /** @description Fields separated by commas, also of linked records (`company.industry`); all that one may see when left out. */
                fields?: string;
                /** @description A filter as JSON. */
                filter?: string;
                /** @description `csv` (when left out) or `xlsx`. */
                format?: string;
                /** @description Fields separated by commas, `-` before one for descending. */
                sort?: string;
            };
            header?: never;
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["FileContent"];
                    "text/csv": components["schemas"]["FileContent"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    export_picked: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["FileContent"];
                    "text/csv": components["schemas"]["FileContent"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    query_records: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The object's key, for example `deal` */
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Query"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    repeat_sales: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepeatSales"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_repeat_sales: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepeatSales"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepeatSales"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_role: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRole"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The role's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The role's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRole"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_scripts: {
        parameters: {
            query?: {
                /**
                 * @description The object of a record: only scripts that fit it.
                 * @example deal
                 */
                object?: string;
                /** @description The record. */
                record?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_script: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScript"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Script"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_script: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The script's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_script: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The script's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScript"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Script"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    start_talk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The script's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartTalk"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Talk"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    read_talk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The talk's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Talk"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    drop_talk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The talk's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Dropped */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    save_talk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The talk's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTalk"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Talk"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    finish_talk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The talk's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishTalk"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TalkEnd"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description At most so many hits, 20 when left out, at most 100. */
                limit?: number;
                /** @description Objects separated by commas; all when left out. */
                objects?: string;
                /** @description Words, parts of words, a number, a phone, an e-mail address. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    who_am_i: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSession"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setup_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_up: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_trades: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TradeList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_setups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    add_setup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The set-up's key, for example `beauty_salon` */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddSetup"];
            };
        };
        responses: {
            /** @description Added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    remove_setup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The set-up's key, for example `beauty_salon` */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveSetup"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupRemoved"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    preview_removal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The set-up's key, for example `beauty_salon` */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupRemoval"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    remove_sample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The set-up's key, for example `beauty_salon` */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupRemoved"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    remove_stage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The stage's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveStage"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_stage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The stage's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateStage"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_teams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTeam"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    today: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TodayAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_token: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Undo"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoAnswer"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    get_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUser"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    activate_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The user's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deactivate_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The user's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInfo"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_user_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The user's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_views: {
        parameters: {
            query: {
                /**
                 * @description The object whose records they show.
                 * @example deal
                 */
                object: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key and body are answered from the first; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The view's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The view's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateView"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_default_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefaultView"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    working_time: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingTime"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_working_time: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetWorkingHours"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingHours"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_team_hours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetWorkingHours"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingHours"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    forget_team_hours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    update_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWorkspace"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret and `.ics` */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What is wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
