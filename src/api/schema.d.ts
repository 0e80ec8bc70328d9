// Generated from openapi.yaml by "npm run generate". Do not edit.
export interface paths {
    "/support/v2/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a trouble ticket or case */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/v2/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a ticket by case or order number */
        get: operations["getTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/v1/tickets/{caseNumber}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Modify a case by case number (add a note) */
        post: operations["addCaseNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/v2/tickets/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Modify a ticket by id (add a note) */
        post: operations["addTicketNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/v2/tickets/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a ticket by case or order number */
        post: operations["cancelTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/v2/tickets/attachment/download/{caseId}/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file of a case */
        get: operations["downloadAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/v1/tickets/emailDetails/{emailId}/caseNumber/{caseNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one e-mail of a case */
        get: operations["getEmail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retrieve-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the order history of the past twelve months (reads only) */
        post: operations["searchOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/colocations/v2/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an order that is no ticket */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retrieve-orders/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sites of the account, with addresses */
        get: operations["listOrderLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/troubleticket/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The places that a new trouble ticket can name */
        get: operations["ticketLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/troubleticket/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The problem codes and texts of the older trouble-ticket API */
        get: operations["ticketTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file, to be named in a ticket or note afterwards */
        post: operations["uploadAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an uploaded file */
        delete: operations["deleteAttachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/v1/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An access token for a client id and secret
         * @description The account locks after five refused requests in a row, so a refused one is never repeated.
         */
        post: operations["token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/ibx/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the notices that this user was sent about IBXs (reads only) */
        post: operations["searchNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/ibx/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One notice in full */
        get: operations["getNotice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assets/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search what is installed, such as cross connects, by its numbers (reads only) */
        post: operations["searchAssets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assets/{assetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One asset with its details, by its asset number */
        get: operations["getAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/colocations/v2/orders/{orderId}/negotiations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions of an order that wait for the customer's answer */
        get: operations["listNegotiations"];
        put?: never;
        /** Answer one of them */
        post: operations["answerNegotiation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v2/events/findAll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the notices by the newer API (reads only) */
        post: operations["findNotices"];
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
        /**
         * @example 11150929
         * @example 1-204976070710
         */
        CaseOrOrderNumber: string;
        /** @example 11150929 */
        CaseNumber: string;
        /** @example 56d10de6-f2c0-4edd-ba29-b70736aa2093 */
        AttachmentId: string;
        /** @enum {string} */
        TicketKind: "CASE" | "TROUBLE";
        /** @enum {string} */
        TicketStatus: "SUBMITTED" | "IN_PROGRESS" | "RESOLVED" | "ACTION_REQUIRED" | "CLOSED" | "CANCELLED";
        /** @enum {string} */
        ContactType: "NOTIFICATION" | "ORDERING" | "TECHNICAL";
        /**
         * @description What is wrong; texts are published for some of the families only (see codes.ts)
         * @enum {string}
         */
        TicketCode: "0000-0000" | "0000-0002" | "0002-0000" | "0002-0001" | "0003-0000" | "0003-0001" | "0003-0002" | "0003-0003" | "0004-0000" | "0004-0001" | "0005-0000" | "0005-0001" | "0007-0000" | "0007-0001" | "0007-0002" | "0007-0003" | "0007-0004" | "0010-0000" | "0010-0001" | "0010-0002" | "0010-0003" | "0010-0004" | "0010-0005" | "0011-0000" | "0011-0001" | "0011-0002" | "0011-0003" | "0011-0004" | "0011-0005" | "0012-0000" | "0012-0001" | "0012-0002" | "0012-0003" | "0012-0004" | "0012-0005" | "0013-0001" | "0013-0002" | "0013-0003" | "0014-0002" | "0014-0003" | "0014-0004" | "0014-0005" | "0015-0000" | "0015-0001" | "0015-0002" | "0015-0003" | "0015-0004" | "0015-0100" | "0015-0101" | "0015-0102" | "0015-0103" | "0015-0105" | "0015-0106" | "0015-0107" | "0015-0200" | "0015-0201" | "0100-0000" | "0100-0100" | "0100-0200" | "0100-0300" | "0100-0400" | "0100-0500" | "0101-0000" | "0101-0100" | "0102-0000" | "0102-0100" | "0102-0200" | "0102-0300" | "0102-0400" | "0102-0500" | "0102-0600" | "0103-0000" | "0103-0100" | "0104-0000" | "0104-0100" | "0104-0200" | "0104-0300" | "0104-0400" | "0104-0500" | "0105-0000" | "0105-0100" | "0105-0200" | "0105-0300" | "0105-0400" | "0105-0500" | "0105-0600" | "0106-0000" | "0106-0100" | "0107-0000" | "0107-0100" | "0107-0200" | "0107-0300" | "0107-0400" | "0108-0000" | "0108-0100" | "0200-0000" | "0200-0100" | "0200-0200" | "0200-0300" | "0200-0400" | "0200-0500" | "0200-0600" | "0200-0700" | "0200-0800" | "0200-0900" | "0200-1000" | "0200-1100" | "0200-1200" | "0200-1300" | "0201-0000" | "0201-0100" | "0201-0200" | "0201-0300" | "0202-0000" | "0202-0100" | "0203-0000" | "0203-0100" | "0203-0200" | "0203-0300" | "0204-0000" | "0204-0001" | "0205-0000" | "0205-0100" | "0300-0000" | "0300-0100" | "0300-0200" | "0300-0300" | "0300-0400" | "0301-0000" | "0301-0100" | "0302-0000" | "0302-0100" | "0302-0200" | "0302-0300" | "0302-0400" | "0302-0500" | "0302-0600" | "0302-0700" | "0303-0000" | "0303-0100" | "0304-0000" | "0304-0100" | "0304-0200" | "0304-0300" | "0304-0400" | "0304-0500" | "0304-0600" | "0305-0000" | "0305-0001" | "0305-0002" | "0305-0003" | "0305-0100" | "0305-0200" | "0305-0300" | "0305-0301" | "0305-0302" | "0305-0400" | "0305-0500" | "0305-0600" | "0305-0700" | "0306-0000" | "0306-0100" | "0306-0200" | "0306-0300" | "0500-0000" | "0500-0100" | "0500-0200" | "0500-0300" | "0500-0400" | "0500-0500" | "0500-0600" | "0500-0700" | "0501-0000" | "0501-0100" | "0502-0000" | "0502-0100" | "0502-0200" | "0502-0300" | "0502-0400" | "0502-0500" | "0502-0600" | "0800-0000";
        CreateTicketRequest: {
            code: components["schemas"]["TicketCode"];
            /** @description The trouble or issue */
            description: string;
            /** @description What it is about; cage, asset or account number, depending on the code */
            primaryId?: string;
            /** @description Narrows the primary id, for example to a cabinet */
            secondaryId?: string;
            /**
             * Format: date-time
             * @description When it happened
             */
            occurredDateTime?: string;
            /** @description The customer's own number */
            customerReferenceId?: string;
            attachments?: components["schemas"]["AttachmentRefs"];
            /** @description Who is to be contacted */
            contacts?: components["schemas"]["ContactRequest"][];
            details?: components["schemas"]["TicketDetails"];
        };
        /** @description Files uploaded before. The page draws this array with one level of nesting more than it can mean; casedeck sends it flat. */
        AttachmentRefs: components["schemas"]["AttachmentRef"][];
        AttachmentRef: {
            id?: components["schemas"]["AttachmentId"];
            name?: string;
            /** @enum {string} */
            source?: "CUSTOMER" | "EQUINIX";
        };
        ContactRequest: components["schemas"]["RegisteredContact"] | components["schemas"]["NonRegisteredContact"];
        RegisteredContact: {
            /** @description Portal user names */
            registeredUsers: string[];
            type: components["schemas"]["ContactType"];
            availability?: string;
            timezone?: string;
        };
        NonRegisteredContact: {
            firstName?: string;
            lastName?: string;
            type: components["schemas"]["ContactType"];
            /** @description Ways to reach the person; an e-mail address is likely to be needed */
            details?: {
                type: string;
                /** @example +1-4601231122 */
                value: string;
            }[];
            availability?: string;
            /** @example America/Puerto_Rico */
            timezone?: string;
        };
        /** @description More that the code asks for. The page names 14 codes (0302-0400, 0302-0500, 0302-0600, 0305-0000, 0305-0002, 0305-0100, 0305-0200, 0305-0300, 0305-0301, 0305-0302, 0306-0000, 0306-0100, 0306-0200, 0306-0300) and digital products, and shows the fields of one. */
        TicketDetails: components["schemas"]["TerminationDetails"] | components["schemas"]["FreeDetails"];
        TerminationDetails: {
            /**
             * Format: date
             * @description Preferred termination date
             */
            requestedTerminationDate: string;
        };
        FreeDetails: {
            [key: string]: unknown;
        };
        CreateTicketReply: {
            id: components["schemas"]["CaseOrOrderNumber"];
            type: components["schemas"]["TicketKind"];
        };
        Ticket: {
            id?: components["schemas"]["CaseOrOrderNumber"];
            accountNumber?: string;
            accountName?: string;
            customerReferenceId?: string;
            /** @enum {string} */
            channel?: "OFFLINE" | "PORTAL";
            orderId?: string;
            location?: {
                ibx?: string[];
            };
            status?: components["schemas"]["TicketStatus"];
            contacts?: components["schemas"]["TicketContact"][];
            notes?: components["schemas"]["TicketNote"][];
            /** @description Flat, or nested one level; the page draws it nested */
            attachments?: components["schemas"]["TicketAttachment"][] | components["schemas"]["TicketAttachment"][][];
            /** @description Flat, or nested one level; the page draws it nested */
            email?: components["schemas"]["TicketEmail"][] | components["schemas"]["TicketEmail"][][];
            /** Format: date-time */
            createdDateTime?: string;
            otherDetails?: components["schemas"]["TicketOtherDetails"];
            type?: string;
            category?: string;
            subCategory?: string;
            description?: string;
            primaryId?: string;
            secondaryId?: string;
        };
        ColocationOrder: {
            /** @example 1-23232322 */
            orderId?: string;
            accountNumber?: string;
            accountName?: string;
            customerReferenceId?: string;
            /** @enum {string} */
            channel?: "API" | "PORTAL" | "MOBILE" | "OFFLINE";
            /** @enum {string} */
            subChannel?: "ECP" | "ECX" | "IX" | "NE" | "EMG" | "QUOTE";
            /** @enum {string} */
            status?: "RECEIVED" | "IN_PROGRESS" | "ON_HOLD" | "CLOSED" | "CANCELLED";
            /** Format: date-time */
            createdDateTime?: string;
            /** Format: date-time */
            updatedDateTime?: string;
            /** Format: date-time */
            closedDateTime?: string;
            /** Format: date-time */
            estimatedCompletionDateTime?: string;
            cancellable?: boolean;
            modifiable?: boolean;
            contacts?: components["schemas"]["TicketContact"][];
            notes?: components["schemas"]["OrderNote"][];
            details?: components["schemas"]["OrderLine"][];
        };
        OrderNote: {
            id?: string;
            /** Format: date-time */
            createdDateTime?: string;
            /** @enum {string} */
            type?: "CUSTOMER_QUERY" | "CUSTOMER_NOTES" | "TECHNICIAN_QUERY" | "TECHNICIAN_NOTES";
            author?: string;
            text?: string;
        };
        OrderLine: {
            lineId?: string;
            parentlineId?: string;
            productType?: string;
            productName?: string;
            status?: string;
            ibx?: string;
            cage?: string;
        };
        TicketContact: {
            firstName?: string;
            lastName?: string;
            registeredUser?: string;
            availability?: string;
            timezone?: string;
            type?: components["schemas"]["ContactType"];
            details?: {
                type?: string;
                value?: string;
            }[];
        };
        TicketNote: {
            id?: string;
            /** Format: date-time */
            createdDateTime?: string;
            text?: string;
            /** @enum {string} */
            type?: "RESOLUTION_NOTES" | "CUSTOMER_NOTES";
            author?: string;
            attachments?: components["schemas"]["TicketAttachment"][];
        };
        TicketAttachment: {
            id?: components["schemas"]["AttachmentId"];
            name?: string;
            /** @enum {string} */
            source?: "CUSTOMER" | "EQUINIX";
        };
        TicketEmail: {
            id?: string;
            /** Format: date-time */
            createdDateTime?: string;
            subject?: string;
            author_name?: string;
            FromAddress?: string;
            ToAddress?: string;
        };
        TicketOtherDetails: {
            contactUCMID?: string;
            /** @enum {string} */
            recordType?: "ECM" | "GSD Case";
            /** @enum {string} */
            subChannel?: "ECP";
            /** Format: date-time */
            finalScheduledDate?: string;
            category?: string;
            subCategory?: string;
            description?: string;
            /** Format: date-time */
            updatedDateTime?: string;
            updatedByFullName?: string;
            /** Format: date */
            requestedTerminationDate?: string;
            statusHistory?: {
                status?: components["schemas"]["TicketStatus"];
                /** Format: date-time */
                createdDate?: string;
            }[];
            purchaseOrders?: string[];
            products?: string[];
            productOfferingCodes?: string[];
            details?: components["schemas"]["TicketLine"][];
            additionalInfo?: components["schemas"]["KeyValue"][];
            modifiable?: boolean;
            reOpen?: boolean;
            cancellable?: boolean;
            respond?: boolean;
        };
        TicketLine: {
            lineId?: string;
            parentLineId?: string;
            /** @enum {string} */
            productType?: "SMART_HANDS";
            productOfferingCode?: string;
            productCode?: string;
            productName?: string;
            status?: components["schemas"]["TicketStatus"];
            /** @description A string on lines ("false"), a boolean on the ticket */
            reOpen?: string;
            respond?: boolean;
            ibx?: string;
            cage?: string;
            /** @enum {string} */
            requestType?: "ADD";
            activityId?: string;
            purchaseOrder?: {
                [key: string]: unknown;
            };
            estimatedCompletion?: {
                /** Format: date-time */
                originalDateTime?: string;
            };
            /** Format: date-time */
            updatedDateTime?: string;
            additionalInfo?: components["schemas"]["KeyValue"][];
            modifiable?: boolean;
            cancellable?: boolean;
        };
        KeyValue: {
            key?: string;
            /** @description The page says string; booleans were seen */
            value?: string | boolean | number;
        };
        NoteRequest: {
            text: string;
            attachments?: components["schemas"]["AttachmentRefs"];
        };
        CaseNoteReply: {
            result: {
                caseId?: string;
                caseNotesId?: string;
                caseNumber?: components["schemas"]["CaseNumber"];
            };
        };
        TicketNoteReply: {
            ticketId?: components["schemas"]["CaseOrOrderNumber"];
            success?: boolean;
        };
        CancelRequest: {
            reason: string;
        };
        CancelReply: {
            /** @enum {string} */
            status?: "OK";
        };
        EmailDetails: {
            orderId?: string;
            /**
             * @description May end in +0000, without a colon
             * @example 2026-06-26T08:27:45.000+0000
             */
            createdDateTime?: string;
            subject?: string;
            /** @description HTML from outside */
            email_content?: string;
            FromAddress?: string;
            /** @description Addresses separated by semicolons */
            ToAddress?: string;
            /** @description Addresses separated by semicolons */
            CCAddress?: string;
        };
        OrderSearchRequest: {
            filters?: {
                ibxs?: string[];
                productTypes?: components["schemas"]["ProductType"][];
                orderStatus?: components["schemas"]["OrderStatus"][];
                /** @enum {string} */
                dateRange?: "PAST_7_DAYS" | "PAST_14_DAYS" | "PAST_30_DAYS" | "PAST_3_MONTHS" | "PAST_6_MONTHS" | "PAST_YEAR";
                /** @description Month/day/year; ignored where dateRange is set */
                fromDate?: string;
                /** @description Month/day/year; ignored where dateRange is set */
                toDate?: string;
            };
            /** @description Where q is looked for; any of them is enough */
            source?: ("ORDER_NUMBER" | "PO_NUMBER" | "CUSTOMER_REFERENCE_NUMBER" | "CONTACT_LAST_NAME" | "SR_NUMBER" | "TROUBLE_TICKET_NUMBER" | "WORK_ACTIVITY_NUMBER")[];
            /** @description Text to look for; part of a value is enough */
            q?: string;
            sorts?: {
                /** @enum {string} */
                name: "ORDERING_CONTACT" | "ACCOUNT_NUMBER" | "CREATED_ON";
                /** @enum {string} */
                direction: "ASC" | "DESC";
            }[];
            page?: {
                /** @default 0 */
                number?: number;
                /** @default 10 */
                size?: number;
            };
        };
        /** @enum {string} */
        ProductType: "SMART_HANDS" | "TROUBLE" | "SHIPMENT" | "WORK_VISIT" | "SECURITY_ACCESS" | "CONFERENCE_ROOM" | "TOUR_REQUESTS" | "CROSS_CONNECT" | "CLOUD_EXCHANGE_PORT" | "INTERNET_EXCHANGE_PORT" | "METRO_CONNECT" | "POWER" | "IBX_SMARTVIEW_SENSOR" | "ACCESSORY" | "CAGE" | "CABINET" | "IBX_SMART_VIEW";
        /**
         * @description Not the statuses of a ticket; there is no RESOLVED and no ACTION_REQUIRED
         * @enum {string}
         */
        OrderStatus: "ENTERED" | "SUBMITTED" | "IN_PROGRESS" | "PENDING_QA" | "CANCELLED" | "CLOSED";
        OrderPage: {
            content?: components["schemas"]["Order"][];
            links?: components["schemas"]["Link"][];
            /** @description The vendor's examples write some of these numbers as strings */
            page?: {
                size?: number | string;
                totalElements?: number | string;
                totalPages?: number | string;
                number?: number | string;
            };
        };
        Order: {
            orderNumber?: string;
            /** @description Texts for display */
            type?: string[];
            orderStatus?: string;
            /** Format: date-time */
            createdAt?: string;
            submittedDate?: string;
            account?: {
                accountNumber?: string | number;
                accountName?: string;
            };
            orderingContact?: components["schemas"]["OrderContact"];
            notificationContact?: components["schemas"]["OrderContact"];
            ibx?: string[];
            customerReferenceNumbers?: string[];
            links?: components["schemas"]["Link"][];
        };
        OrderContact: {
            name?: string;
            email?: string;
            phone?: string;
        };
        Link: {
            rel?: string;
            href?: string;
        };
        OrderLocation: {
            ibx?: {
                code?: string;
                metro?: string;
                region?: string;
                country?: string;
                city?: string;
                state?: string | null;
                address?: string;
                postalCode?: string;
            };
            cages?: string[];
        };
        TicketLocations: {
            locations?: {
                ibx?: string;
                cages?: components["schemas"]["TicketLocationCage"][];
            }[];
        };
        TicketLocationCage: {
            cage?: string;
            cageTypes?: string[] | string;
            accounts?: {
                number?: string;
                name?: string;
                isCreditHold?: boolean | string;
                isPOBearing?: boolean | string;
                cabinets?: {
                    cabinet?: string;
                    cabinetType?: string;
                }[];
            }[];
        };
        TicketTypes: {
            troubleticketTypes?: components["schemas"]["TicketType"][];
            troubleTicketTypes?: components["schemas"]["TicketType"][];
        };
        TicketType: {
            category?: string;
            /** @example pwr01 */
            code?: string;
            description?: string;
            severity?: string;
            additionalDetails?: {
                subCategories?: string[];
                enabledIBXs?: string[];
            };
        };
        UploadReply: {
            attachmentId: components["schemas"]["AttachmentId"];
            attachmentName?: string;
            /** @description The name's extension */
            attachmentType?: string;
            /** @description Bytes */
            attachmentSize?: number;
            createdDate?: string;
            createdBy?: string;
            lastUpdatedDate?: string;
        };
        TokenRequest: {
            /** @constant */
            grant_type: "client_credentials";
            client_id: string;
            client_secret: string;
        };
        TokenReply: {
            access_token: string;
            /**
             * @description Seconds; a string in the vendor's description
             * @example 3599
             */
            token_timeout?: string | number;
            user_name?: string;
            /** @description Bearer, in any case of letters */
            token_type?: string;
            refresh_token?: string;
            refresh_token_timeout?: string | number;
        };
        ErrorBody: components["schemas"]["ErrorList"] | components["schemas"]["ErrorEnvelope"] | components["schemas"]["OAuthError"] | components["schemas"]["ErrorObject"];
        ErrorList: components["schemas"]["ErrorObject"][];
        ErrorObject: {
            /** @example EQ-2042025 */
            errorCode: string;
            errorMessage: string;
            details?: string;
            correlationId?: string;
            help?: string;
            /** @description Described as one object; every example is an array */
            additionalInfo?: components["schemas"]["ErrorProperty"][] | components["schemas"]["ErrorProperty"];
        };
        ErrorProperty: {
            property?: string;
            reason?: string;
            value?: string;
        };
        ErrorEnvelope: {
            /** @description Described as strings; every example has objects */
            errors: (string | {
                /** @example EQX-123-1234 */
                code?: string;
                fields?: string[];
                /** @description May hold %s, filled from messageParams */
                message?: string;
                messageParams?: string[];
            })[];
            /** @description A trace id for the vendor's support, not a ticket */
            ticketId?: string;
        };
        OAuthError: {
            error_domain: string;
            error_title: string;
            error_code: string;
            developer_message: string;
            error_message: string;
        };
        Negotiation: {
            /**
             * @description Names the line or activity that is asked about; the answer names it, too
             * @example 4-12312312132
             */
            referenceId?: string;
            message?: string;
            /** Format: date-time */
            orderRequestedDateTime?: string;
            /** Format: date-time */
            proposedDateTime?: string;
            /**
             * Format: date-time
             * @description Respond by then; unanswered, the order may be cancelled
             */
            expirationDateTime?: string;
            expedited?: boolean;
            /** Format: date-time */
            createdDateTime?: string;
        };
        NegotiationAnswer: {
            referenceId: string;
            /** @enum {string} */
            action: "APPROVE" | "APPROVE_NON_EXPEDITE" | "CANCEL";
            reason?: string;
        };
        NoticeSearch: {
            filter?: {
                ibxs?: string[];
                types?: components["schemas"]["NoticeType"][];
                statuses?: components["schemas"]["NoticeStatus"][];
                dateRange?: {
                    /**
                     * Format: date-time
                     * @description A year ago where it is not given
                     */
                    fromDate?: string;
                    /** Format: date-time */
                    toDate?: string;
                };
            };
        };
        /** @enum {string} */
        NoticeType: "IBX_MAINTENANCE" | "IBX_INCIDENT" | "IBX_ADVISORY" | "IBX_SMARTVIEW";
        /** @enum {string} */
        NoticeStatus: "NEW" | "UPDATED" | "EXTENDED" | "RESCHEDULED" | "IN_PROGRESS" | "CANCELLED" | "COMPLETED" | "RESOLVED";
        NoticePage: {
            data?: components["schemas"]["Notice"][];
            pagination?: components["schemas"]["NoticePageInfo"];
            _links?: Record<string, never>;
        };
        NoticePageInfo: {
            offset?: number | string;
            limit?: number | string;
            total?: number | string;
        };
        Notice: {
            /**
             * @example 5-122719992195
             * @example GBL000006121231
             */
            id?: string;
            /** @example 5-195822495668 */
            notificationNumber?: string;
            /** @example IBX_MAINTENANCE */
            type?: string;
            /** Format: date-time */
            startTimestamp?: string;
            /** Format: date-time */
            endTimestamp?: string;
            ibxs?: string[];
            globalNotification?: boolean;
            /** @example COMPLETED */
            status?: string;
            priority?: string | null;
            /** @description A title in the search, a long text in full */
            summary?: string;
            /** @description What was sent about it; in full only */
            emails?: components["schemas"]["NoticeEmail"][];
        };
        NoticeEmail: {
            subject?: string;
            body?: string;
            /** Format: date-time */
            timestamp?: string;
        };
        AssetSearch: {
            filter?: {
                ibxs?: string[];
                cages?: string[];
                productTypes?: string[];
                /** @description When they were installed */
                dateRange?: {
                    /** Format: date-time */
                    fromDate?: string;
                    /** Format: date-time */
                    toDate?: string;
                };
            };
        };
        AssetPage: {
            data?: components["schemas"]["Asset"][];
            page?: components["schemas"]["AssetPageInfo"];
        };
        AssetPageInfo: {
            offset?: number | string;
            limit?: number | string;
            total?: number | string;
        };
        Asset: {
            /** @example 9980813 */
            assetNumber?: string;
            /**
             * @example 1011585-M
             * @example PP:0210:73281
             */
            serialNumber?: string | null;
            /** @example 1-198255055853 */
            orderNumber?: string;
            /**
             * @example CROSS_CONNECT
             * @example PATCH_PANEL
             */
            productName?: string;
            /** @example Network Cable Connection */
            productDescription?: string;
            /** @example DC4 */
            ibx?: string | null;
            /** @example DC4:01:043325 */
            cage?: string | null;
            accountNumber?: string;
            relatedAccountNumber?: string | null;
            accountName?: string;
            /** Format: date-time */
            installationDate?: string;
            customerReferenceNumber?: string;
            /** @example Active */
            status?: string;
            /** @description In full only; of a cross connect both ends */
            productDetails?: components["schemas"]["AssetDetail"][];
        };
        AssetDetail: {
            /** @description Such as ACCOUNT_NAME; that one of them names a cabinet is a guess */
            key?: string;
            value?: string;
            /**
             * @example HEADER
             * @example A_SIDE_INFORMATION
             */
            tag?: string;
        };
        EventSearch: {
            filter?: {
                category?: ("GENERAL" | "MAINTENANCE" | "INCIDENT" | "BILLING" | "SECURITY")[];
                type?: ("ORDERS" | "IBX_MAINTENANCE" | "IBX_INCIDENT" | "IBX_ADVISORY" | "NETWORK_MAINTENANCE" | "NETWORK_INCIDENT")[];
                notificationNumber?: string[];
                accountNumber?: string[];
                createdDateTime?: string[];
            };
            sort?: {
                /** @enum {string} */
                direction: "ASC" | "DESC";
                property: string;
            }[];
            pagination?: {
                offset?: number;
                limit?: number;
            };
        };
        EventPage: {
            data?: components["schemas"]["Event"][];
            pagination?: components["schemas"]["EventPageInfo"];
        };
        EventPageInfo: {
            offset?: number | string;
            limit?: number | string;
            total?: number | string;
            next?: string;
            previous?: string;
        };
        Event: {
            /** @description Of an event about an order the order's number */
            notificationNumber?: string;
            category?: string;
            type?: string;
            productTypes?: string[];
            ibxs?: string[];
            /** Format: date-time */
            createdDateTime?: string;
            summary?: string;
            status?: string;
            contacts?: Record<string, never>[];
            /** @description Among them START_DATETIME */
            additionalInfo?: components["schemas"]["KeyValue"][];
        };
    };
    responses: {
        /** @description A refusal or failure, in one of several shapes; gateways may answer with HTML or plain text */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /** @description Case number or order number */
        CaseOrOrderNumber: components["schemas"]["CaseOrOrderNumber"];
        /** @description Case number */
        CaseNumber: components["schemas"]["CaseNumber"];
        /** @description Order number */
        OrderId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTicketRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Where the ticket is; its last segment is the id (siblings do this; here a fallback) */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateTicketReply"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Case number or order number */
                id: components["parameters"]["CaseOrOrderNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    addCaseNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Case number */
                caseNumber: components["parameters"]["CaseNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRequest"];
            };
        };
        responses: {
            /** @description The note was added */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseNoteReply"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    addTicketNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Case number or order number */
                id: components["parameters"]["CaseOrOrderNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRequest"];
            };
        };
        responses: {
            /** @description The note was added */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketNoteReply"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    cancelTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Case number or order number */
                id: components["parameters"]["CaseOrOrderNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelRequest"];
            };
        };
        responses: {
            /** @description The cancellation was accepted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelReply"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    downloadAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The case number; tickets that have only an order number have no documented download */
                caseId: components["schemas"]["CaseNumber"];
                /** @description The id as the ticket lists it; the page gives it no form */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    /** @description Holds the file's name */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getEmail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The e-mail's id as the ticket lists it */
                emailId: string;
                /** @description Case number */
                caseNumber: components["parameters"]["CaseNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The e-mail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    searchOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderSearchRequest"];
            };
        };
        responses: {
            /** @description One page of orders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Order number */
                orderId: components["schemas"]["CaseOrOrderNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColocationOrder"] | components["schemas"]["ColocationOrder"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listOrderLocations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sites */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderLocation"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ticketLocations: {
        parameters: {
            query?: {
                /** @description Without it only the IBX codes are listed */
                detail?: boolean;
                /** @description IBX codes, joined by commas */
                ibxs?: string[];
                /** @description Cage ids, joined by commas */
                cages?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The places */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketLocations"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ticketTypes: {
        parameters: {
            query?: {
                category?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The types */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketTypes"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    uploadAttachment: {
        parameters: {
            query?: {
                /** @description Neither value fits a ticket; casedeck leaves it out */
                purpose?: "LOA" | "PO_DOCUMENT";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description At most 10 MB (10,485,760 bytes); bmp jpg jpeg gif png tif tiff txt doc docx xls xlsx ppt pps ppsx pdf vsd
                     */
                    uploadFile: string;
                };
            };
        };
        responses: {
            /** @description Stored for 40 days, for the user who uploaded it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReply"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachmentId: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status?: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenReply"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    searchNotices: {
        parameters: {
            query?: {
                /** @description The first one that is wanted, from 0 */
                offset?: number;
                limit?: number;
                /** @description Their order; with "-" before the name downwards */
                sorts?: ("id" | "status" | "startDate" | "endDate" | "type" | "-id" | "-status" | "-startDate" | "-endDate" | "-type")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeSearch"];
            };
        };
        responses: {
            /** @description One page of notices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As the search gives it */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notice */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notice"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    searchAssets: {
        parameters: {
            query?: {
                /** @description A number or a part of one; at least 3 characters are recommended */
                q?: string;
                /** @description The numbers that are looked at; all of them where it is not given */
                source?: ("LEGACY_CAGE" | "LEGACY_CABINET" | "LEGACY_PATCH_PANEL" | "LEGACY_SALES_ORDER" | "BILLING_AGREEMENT" | "CAGE" | "CABINET" | "PATCH_PANEL" | "ASSET_NUMBER" | "CUSTOMER_INTERNAL_REFERENCE" | "SALES_ORDER_NUMBER" | "CABLE_ID" | "CARRIER_CIRCUIT_ID" | "SERIAL_NUMBER" | "EXTERNAL_REFERENCE_NUMBER" | "ACCOUNT_NUMBER")[];
                /** @description Parts of numbers do not count; false where it is not given */
                exactMatch?: boolean;
                /** @description Their order; with "-" before the name downwards */
                sorts?: string[];
                /** @description The first one that is wanted, from 0 */
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetSearch"];
            };
        };
        responses: {
            /** @description One page of assets, without their details */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The asset number */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The asset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listNegotiations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Order number */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pending ones; none where nothing waits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Negotiation"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    answerNegotiation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Order number */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NegotiationAnswer"];
            };
        };
        responses: {
            /** @description Taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    findNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventSearch"];
            };
        };
        responses: {
            /** @description One page of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
