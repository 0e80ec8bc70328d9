// Generated from openapi.yaml by "npm run generate". Do not edit.
export interface components {
    schemas: {
        CaseOrOrderNumber: string;
        CaseNumber: string;
        AttachmentId: string;
        ContactType: "NOTIFICATION" | "ORDERING" | "TECHNICAL";
        TicketCode: "0000-0000" | "0000-0002" | "0002-0000" | "0002-0001" | "0003-0000" | "0003-0001" | "0003-0002" | "0003-0003" | "0004-0000" | "0004-0001" | "0005-0000" | "0005-0001" | "0007-0000" | "0007-0001" | "0007-0002" | "0007-0003" | "0007-0004" | "0010-0000" | "0010-0001" | "0010-0002" | "0010-0003" | "0010-0004" | "0010-0005" | "0011-0000" | "0011-0001" | "0011-0002" | "0011-0003" | "0011-0004" | "0011-0005" | "0012-0000" | "0012-0001" | "0012-0002" | "0012-0003" | "0012-0004" | "0012-0005" | "0013-0001" | "0013-0002" | "0013-0003" | "0014-0002" | "0014-0003" | "0014-0004" | "0014-0005" | "0015-0000" | "0015-0001" | "0015-0002" | "0015-0003" | "0015-0004" | "0015-0100" | "0015-0101" | "0015-0102" | "0015-0103" | "0015-0105" | "0015-0106" | "0015-0107" | "0015-0200" | "0015-0201" | "0100-0000" | "0100-0100" | "0100-0200" | "0100-0300" | "0100-0400" | "0100-0500" | "0101-0000" | "0101-0100" | "0102-0000" | "0102-0100" | "0102-0200" | "0102-0300" | "0102-0400" | "0102-0500" | "0102-0600" | "0103-0000" | "0103-0100" | "0104-0000" | "0104-0100" | "0104-0200" | "0104-0300" | "0104-0400" | "0104-0500" | "0105-0000" | "0105-0100" | "0105-0200" | "0105-0300" | "0105-0400" | "0105-0500" | "0105-0600" | "0106-0000" | "0106-0100" | "0107-0000" | "0107-0100" | "0107-0200" | "0107-0300" | "0107-0400" | "0108-0000" | "0108-0100" | "0200-0000" | "0200-0100" | "0200-0200" | "0200-0300" | "0200-0400" | "0200-0500" | "0200-0600" | "0200-0700" | "0200-0800" | "0200-0900" | "0200-1000" | "0200-1100" | "0200-1200" | "0200-1300" | "0201-0000" | "0201-0100" | "0201-0200" | "0201-0300" | "0202-0000" | "0202-0100" | "0203-0000" | "0203-0100" | "0203-0200" | "0203-0300" | "0204-0000" | "0204-0001" | "0205-0000" | "0205-0100" | "0300-0000" | "0300-0100" | "0300-0200" | "0300-0300" | "0300-0400" | "0301-0000" | "0301-0100" | "0302-0000" | "0302-0100" | "0302-0200" | "0302-0300" | "0302-0400" | "0302-0500" | "0302-0600" | "0302-0700" | "0303-0000" | "0303-0100" | "0304-0000" | "0304-0100" | "0304-0200" | "0304-0300" | "0304-0400" | "0304-0500" | "0304-0600" | "0305-0000" | "0305-0001" | "0305-0002" | "0305-0003" | "0305-0100" | "0305-0200" | "0305-0300" | "0305-0301" | "0305-0302" | "0305-0400" | "0305-0500" | "0305-0600" | "0305-0700" | "0306-0000" | "0306-0100" | "0306-0200" | "0306-0300" | "0500-0000" | "0500-0100" | "0500-0200" | "0500-0300" | "0500-0400" | "0500-0500" | "0500-0600" | "0500-0700" | "0501-0000" | "0501-0100" | "0502-0000" | "0502-0100" | "0502-0200" | "0502-0300" | "0502-0400" | "0502-0500" | "0502-0600" | "0800-0000";
        CreateTicketRequest: {
            code: components["schemas"]["TicketCode"];
            description: string;
            primaryId?: string;
            secondaryId?: string;
            occurredDateTime?: string;
            customerReferenceId?: string;
            attachments?: components["schemas"]["AttachmentRefs"];
            contacts?: components["schemas"]["ContactRequest"][];
            details?: components["schemas"]["TicketDetails"];
        };
        AttachmentRefs: components["schemas"]["AttachmentRef"][];
        AttachmentRef: {
            id?: components["schemas"]["AttachmentId"];
            name?: string;
            source?: "CUSTOMER" | "EQUINIX";
        };
        ContactRequest: components["schemas"]["RegisteredContact"] | components["schemas"]["NonRegisteredContact"];
        RegisteredContact: {
            registeredUsers: string[];
            type: components["schemas"]["ContactType"];
            availability?: string;
            timezone?: string;
        };
        NonRegisteredContact: {
            firstName?: string;
            lastName?: string;
            type: components["schemas"]["ContactType"];
            details?: {
                type: string;
                value: string;
            }[];
            availability?: string;
            timezone?: string;
        };
        TicketDetails: components["schemas"]["TerminationDetails"] | components["schemas"]["FreeDetails"];
        TerminationDetails: {
            requestedTerminationDate: string;
        };
        FreeDetails: {
            [key: string]: unknown;
        };
        NoteRequest: {
            text: string;
            attachments?: components["schemas"]["AttachmentRefs"];
        };
        CancelRequest: {
            reason: string;
        };
        OrderSearchRequest: {
            filters?: {
                ibxs?: string[];
                productTypes?: components["schemas"]["ProductType"][];
                orderStatus?: components["schemas"]["OrderStatus"][];
                dateRange?: "PAST_7_DAYS" | "PAST_14_DAYS" | "PAST_30_DAYS" | "PAST_3_MONTHS" | "PAST_6_MONTHS" | "PAST_YEAR";
                fromDate?: string;
                toDate?: string;
            };
            source?: ("ORDER_NUMBER" | "PO_NUMBER" | "CUSTOMER_REFERENCE_NUMBER" | "CONTACT_LAST_NAME" | "SR_NUMBER" | "TROUBLE_TICKET_NUMBER" | "WORK_ACTIVITY_NUMBER")[];
            q?: string;
            sorts?: {
                name: "ORDERING_CONTACT" | "ACCOUNT_NUMBER" | "CREATED_ON";
                direction: "ASC" | "DESC";
            }[];
            page?: {
                number?: number;
                size?: number;
            };
        };
        ProductType: "SMART_HANDS" | "TROUBLE" | "SHIPMENT" | "WORK_VISIT" | "SECURITY_ACCESS" | "CONFERENCE_ROOM" | "TOUR_REQUESTS" | "CROSS_CONNECT" | "CLOUD_EXCHANGE_PORT" | "INTERNET_EXCHANGE_PORT" | "METRO_CONNECT" | "POWER" | "IBX_SMARTVIEW_SENSOR" | "ACCESSORY" | "CAGE" | "CABINET" | "IBX_SMART_VIEW";
        OrderStatus: "ENTERED" | "SUBMITTED" | "IN_PROGRESS" | "PENDING_QA" | "CANCELLED" | "CLOSED";
        TokenRequest: {
            grant_type: "client_credentials";
            client_id: string;
            client_secret: string;
        };
        NegotiationAnswer: {
            referenceId: string;
            action: "APPROVE" | "APPROVE_NON_EXPEDITE" | "CANCEL";
            reason?: string;
        };
        NoticeSearch: {
            filter?: {
                ibxs?: string[];
                types?: components["schemas"]["NoticeType"][];
                statuses?: components["schemas"]["NoticeStatus"][];
                dateRange?: {
                    fromDate?: string;
                    toDate?: string;
                };
            };
        };
        NoticeType: "IBX_MAINTENANCE" | "IBX_INCIDENT" | "IBX_ADVISORY" | "IBX_SMARTVIEW";
        NoticeStatus: "NEW" | "UPDATED" | "EXTENDED" | "RESCHEDULED" | "IN_PROGRESS" | "CANCELLED" | "COMPLETED" | "RESOLVED";
        AssetSearch: {
            filter?: {
                ibxs?: string[];
                cages?: string[];
                productTypes?: string[];
                dateRange?: {
                    fromDate?: string;
                    toDate?: string;
                };
            };
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
                direction: "ASC" | "DESC";
                property: string;
            }[];
            pagination?: {
                offset?: number;
                limit?: number;
            };
        };
    };
    parameters: {
        CaseOrOrderNumber: components["schemas"]["CaseOrOrderNumber"];
        CaseNumber: components["schemas"]["CaseNumber"];
        OrderId: string;
    };
}
export interface operations {
    createTicket: {
        parameters: {};
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTicketRequest"];
            };
        };
    };
    getTicket: {
        parameters: {
            path: {
                id: components["parameters"]["CaseOrOrderNumber"];
            };
        };
        requestBody?: never;
    };
    addCaseNote: {
        parameters: {
            path: {
                caseNumber: components["parameters"]["CaseNumber"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRequest"];
            };
        };
    };
    addTicketNote: {
        parameters: {
            path: {
                id: components["parameters"]["CaseOrOrderNumber"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRequest"];
            };
        };
    };
    cancelTicket: {
        parameters: {
            path: {
                id: components["parameters"]["CaseOrOrderNumber"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelRequest"];
            };
        };
    };
    downloadAttachment: {
        parameters: {
            path: {
                caseId: components["schemas"]["CaseNumber"];
                attachmentId: string;
            };
        };
        requestBody?: never;
    };
    getEmail: {
        parameters: {
            path: {
                emailId: string;
                caseNumber: components["parameters"]["CaseNumber"];
            };
        };
        requestBody?: never;
    };
    searchOrders: {
        parameters: {};
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderSearchRequest"];
            };
        };
    };
    getOrder: {
        parameters: {
            path: {
                orderId: components["schemas"]["CaseOrOrderNumber"];
            };
        };
        requestBody?: never;
    };
    listOrderLocations: {
        parameters: {};
        requestBody?: never;
    };
    ticketLocations: {
        parameters: {
            query?: {
                detail?: boolean;
                ibxs?: string[];
                cages?: string[];
            };
        };
        requestBody?: never;
    };
    ticketTypes: {
        parameters: {
            query?: {
                category?: string;
            };
        };
        requestBody?: never;
    };
    uploadAttachment: {
        parameters: {
            query?: {
                purpose?: "LOA" | "PO_DOCUMENT";
            };
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    uploadFile: string;
                };
            };
        };
    };
    deleteAttachment: {
        parameters: {
            path: {
                attachmentId: components["schemas"]["AttachmentId"];
            };
        };
        requestBody?: never;
    };
    token: {
        parameters: {};
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
    };
    searchNotices: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
                sorts?: ("id" | "status" | "startDate" | "endDate" | "type" | "-id" | "-status" | "-startDate" | "-endDate" | "-type")[];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeSearch"];
            };
        };
    };
    getNotice: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody?: never;
    };
    searchAssets: {
        parameters: {
            query?: {
                q?: string;
                source?: ("LEGACY_CAGE" | "LEGACY_CABINET" | "LEGACY_PATCH_PANEL" | "LEGACY_SALES_ORDER" | "BILLING_AGREEMENT" | "CAGE" | "CABINET" | "PATCH_PANEL" | "ASSET_NUMBER" | "CUSTOMER_INTERNAL_REFERENCE" | "SALES_ORDER_NUMBER" | "CABLE_ID" | "CARRIER_CIRCUIT_ID" | "SERIAL_NUMBER" | "EXTERNAL_REFERENCE_NUMBER" | "ACCOUNT_NUMBER")[];
                exactMatch?: boolean;
                sorts?: string[];
                offset?: number;
                limit?: number;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetSearch"];
            };
        };
    };
    getAsset: {
        parameters: {
            path: {
                assetId: string;
            };
        };
        requestBody?: never;
    };
    listNegotiations: {
        parameters: {
            path: {
                orderId: components["parameters"]["OrderId"];
            };
        };
        requestBody?: never;
    };
    answerNegotiation: {
        parameters: {
            path: {
                orderId: components["parameters"]["OrderId"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NegotiationAnswer"];
            };
        };
    };
    findNotices: {
        parameters: {};
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventSearch"];
            };
        };
    };
}
